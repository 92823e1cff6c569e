package io.millrace.forecasting;

/** What trackers know of the quantile levels that they hold to. */
final class TrackedLevels {

  /** Of a normal distribution: standard deviation over mean absolute deviation, √(π/2). */
  private static final double DEVIATION = Math.sqrt(Math.PI / 2);

  private static final double LEAST_LEVEL = 1e-4;

  private final double[] levels;
  private final double[] scores;
  private final float spread;

  TrackedLevels(double[] levels) {
    this.levels = levels;
    scores = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      double level = Math.max(LEAST_LEVEL, Math.min(1 - LEAST_LEVEL, levels[i]));
      scores[i] = StandardNormal.quantile(level) * DEVIATION;
    }
    double interval = levels.length > 1 ? scores[levels.length - 1] - scores[0] : 1;
    spread = (float) (1 / interval);
  }

  int count() {
    return levels.length;
  }

  double[] levels() {
    return levels;
  }

  /** Rising, between 0 and 1. */
  double level(int index) {
    return levels[index];
  }

  /** The level's quantile of a normal distribution, in mean absolute deviations from its mean. */
  double score(int index) {
    return scores[index];
  }

  /** A tracker that believes the forecaster: its quantile is where it should be. */
  QuantileTracker believing(int index) {
    return new QuantileTracker((float) (-spread * scores[index]), spread, 0, 0);
  }
}
