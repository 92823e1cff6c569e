package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Contest;
import io.millrace.forecasting.Contest.Verdict;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How contests of one process of losses ended, looked at after every point.
 *
 * @param falsePromotions share of challengers that are as good as the champion and were promoted
 * @param promotions share of those promoted whose MAE is 5 % lower
 * @param wronglyDropped share of those found worse or no better, though their MAE is 5 % lower
 * @param medianSteps until a challenger of lower MAE was promoted; of all, the undecided counting
 *     as the longest
 */
record ChallengerFigures(
    double falsePromotions, double promotions, double wronglyDropped, double medianSteps) {

  static final int STEPS = 10_000;

  private static final double GAIN = 0.05;

  static ChallengerFigures of(LossProcess process, int seeds, long seed) {
    int falsely = 0;
    int promoted = 0;
    int worse = 0;
    double[] steps = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      falsely += run(process.draw(0, seed + i)).verdict() == Verdict.PROMOTED ? 1 : 0;
      Contest better = run(process.draw(GAIN, seed + i));
      promoted += better.verdict() == Verdict.PROMOTED ? 1 : 0;
      worse += better.verdict() == Verdict.WORSE ? 1 : 0;
      steps[i] = better.verdict() == Verdict.PROMOTED ? better.points() : STEPS;
    }
    return new ChallengerFigures(
        (double) falsely / seeds,
        (double) promoted / seeds,
        (double) worse / seeds,
        Medians.of(steps));
  }

  private static Contest run(Supplier<LossProcess.Losses> losses) {
    Contest contest = Contest.FRESH;
    while (contest.verdict() == Verdict.GOES_ON && contest.points() < STEPS) {
      LossProcess.Losses next = losses.get();
      contest = contest.after(next.champion(), next.challenger());
    }
    return contest;
  }

  boolean isCareful() {
    return falsePromotions <= 0.02;
  }

  boolean isAble() {
    return promotions >= 0.9;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "equal: promoted in %.1f %%; MAE 5 %% lower: promoted in %.1f %%, median %.0f steps, called"
            + " worse in %.1f %%",
        100 * falsePromotions,
        100 * promotions,
        medianSteps,
        100 * wronglyDropped);
  }
}
