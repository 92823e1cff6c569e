package io.millrace.benchmarks.alert;

import io.millrace.forecasting.SkillChange;
import io.millrace.forecasting.SkillTest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The test of skill on one drawn path of errors. Results are in scored points; {@value #NEVER}
 * stands for never.
 */
final class DemotionRun {

  static final int NEVER = 9_999;

  private static final int GOOD_POINTS = 1_000;
  private static final int LONGEST = 3_000;

  /** A demotion may come sooner; the model stays bad for so long all the same. */
  private static final int BAD_POINTS = 400;

  private final Supplier<AbsoluteErrors> errors;
  private SkillTest test = SkillTest.FRESH;
  private int demotions;
  private int changes;

  DemotionRun(Supplier<AbsoluteErrors> errors) {
    this.errors = errors;
  }

  /** How often who serves changes. */
  int changes(int points, double relMae) {
    take(points, relMae);
    return changes;
  }

  /** How often seasonal-naive takes over. */
  int demotions(int points, double relMae) {
    take(points, relMae);
    return demotions;
  }

  /** From the first point on, until it is found out. */
  int untilDemoted(double relMae) {
    return until(true, relMae);
  }

  /**
   * A model that is good for 1,000 points, bad for 400 at least and until it is found out, and as
   * good as before.
   *
   * @return points until its demotion and until its recovery
   */
  int[] fall(double good, double bad) {
    take(GOOD_POINTS, good);
    int demoted = until(true, bad);
    take(Math.max(0, BAD_POINTS - demoted), bad);
    return new int[] {demoted, until(false, good)};
  }

  private int until(boolean demoted, double relMae) {
    int points = 0;
    while (test.demoted() != demoted && points < LONGEST) {
      take(1, relMae);
      points++;
    }
    return test.demoted() == demoted ? points : NEVER;
  }

  private void take(int points, double relMae) {
    for (int i = 0; i < points; i++) {
      AbsoluteErrors next = errors.get();
      SkillTest.Judged judged = test.judge(relMae * next.first(), next.second());
      test = judged.test();
      Optional<SkillChange> change = judged.change();
      changes += change.isPresent() ? 1 : 0;
      demotions += change.filter(SkillChange::demoted).isPresent() ? 1 : 0;
    }
  }
}
