package io.millrace.forecasting;

/**
 * A quantile level as a tracker needs it.
 *
 * @param level between 0 and 1
 * @param score the level's quantile of a normal distribution, in mean absolute deviations from its
 *     mean
 * @param pace of the correction: the rarer values are around the quantile, the further it must go
 *     to meet some; 1 for a level of 5 or 95 %
 */
record TrackedLevel(double level, double score, double pace) {

  /** Of a normal distribution: standard deviation over mean absolute deviation. */
  private static final double DEVIATION = Math.sqrt(Math.PI / 2);

  private static final double LEAST = 1e-4;
  private static final double MOST_PACE = 2;
  private static final double UNIT = StandardNormal.quantile(0.95);

  static TrackedLevel of(double level) {
    double z = StandardNormal.quantile(Math.max(LEAST, Math.min(1 - LEAST, level)));
    double pace = Math.exp((z * z - UNIT * UNIT) / 2); // ratio of densities
    return new TrackedLevel(level, z * DEVIATION, Math.min(MOST_PACE, pace));
  }
}
