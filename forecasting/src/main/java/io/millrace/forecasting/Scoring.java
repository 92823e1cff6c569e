package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.List;

/** The actuals of one step, taken into the tallies and trackers of an account. */
final class Scoring {

  private final Served served;
  private final TrackedLevels levels;
  private final double[] actuals; // by variate, NaN = missing
  private final List<Tally> tallies;
  private final List<QuantileTracker> trackers;
  private final List<RecentErrors> recent;
  private final List<SkillTest> skills;
  private final double[] errors; // by variate, summed over leads, in units of their mean
  private final double[] naiveErrors; // the same of the naive forecaster
  private final int[] compared; // leads, by variate

  Scoring(Account account, Window window) {
    served = account.served();
    levels = new TrackedLevels(served.levelArray());
    tallies = new ArrayList<>(account.tallies());
    trackers = new ArrayList<>(account.trackers());
    recent = new ArrayList<>(account.recent());
    skills = new ArrayList<>(account.skills());
    actuals = new double[served.variates().size()];
    errors = new double[actuals.length];
    naiveErrors = new double[actuals.length];
    compared = new int[actuals.length];
    for (int v = 0; v < actuals.length; v++) {
      actuals[v] = window.actual(served.variates().get(v)).orElse(Double.NaN);
    }
  }

  Scored score(int leadIndex, Outstanding waiting) {
    Scored scored = new Scored(served, levels.array(), waiting, actuals);
    for (int v = 0; v < actuals.length; v++) {
      if (scored.isScored(v)) {
        int row = leadIndex * actuals.length + v;
        Tally tally = tallies.get(row).plus(scored.point(v));
        tallies.set(row, tally);
        track(scored, v, row, tally.meanAbsolute());
        compare(v, scored.point(v), tally.unit());
      }
    }
    return scored;
  }

  /** Where the naive forecaster said nothing there is nothing to compare. */
  private void compare(int variate, Scored.Point point, double unit) {
    if (!Double.isNaN(point.naive())) {
      double each = unit > 0 ? unit : 1; // neither has ever erred
      errors[variate] += Math.abs(point.mean() - point.actual()) / each;
      naiveErrors[variate] += Math.abs(point.naive() - point.actual()) / each;
      compared[variate]++;
    }
  }

  /**
   * One point of each variate for its test of skill: the mean over the leads that met their actual,
   * each in units of its own mean error. So lead 1, whose actual comes first, speaks soonest, and
   * the longest, whose errors are the largest, does not drown it.
   */
  List<SkillDecision> judge() {
    List<SkillDecision> decided = new ArrayList<>();
    for (int v = 0; v < skills.size(); v++) {
      if (compared[v] > 0) {
        String variate = served.variates().get(v);
        SkillTest.Judged judged =
            skills.get(v).judge(errors[v] / compared[v], naiveErrors[v] / compared[v]);
        skills.set(v, judged.test());
        judged
            .change()
            .ifPresent(change -> decided.add(new SkillDecision(served, variate, change)));
      }
    }
    return decided;
  }

  private void track(Scored scored, int variate, int row, double error) {
    int last = levels.count() - 1;
    if (last < 0) {
      return;
    }
    double width = QuantileMoves.width(scored.own(variate, 0), scored.own(variate, last), error);
    if (scored.lead() == 1 && width > 0) {
      double size = Math.abs(scored.actual(variate) - scored.point(variate).mean());
      RecentErrors before = recent.get(variate);
      recent.set(variate, before.with(size / width * before.stretch())); // of its own width
    }
    for (int level = 0; level <= last && width > 0; level++) {
      int at = row * levels.count() + level;
      trackers.set(
          at,
          trackers
              .get(at)
              .with(
                  (scored.actual(variate) - scored.own(variate, level)) / width,
                  scored.isBelow(variate, level),
                  levels.at(level),
                  scored.lead()));
    }
  }

  List<Tally> tallies() {
    return tallies;
  }

  List<QuantileTracker> trackers() {
    return trackers;
  }

  List<RecentErrors> recent() {
    return recent;
  }

  List<SkillTest> skills() {
    return skills;
  }
}
