package io.millrace.benchmarks.forecast;

/**
 * A drawn series with the distribution that each of its values had before it came.
 *
 * @param values by step
 * @param means {@code [step][lead − 1]} expected at that step
 * @param unit {@code [lead − 1][level]} quantiles around the mean at a scale of 1
 * @param scale by step forecast
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in place
record KnownSeries(double[] values, double[][] means, double[][] unit, double[] scale) {

  /** The true quantiles, by level. */
  double[] quantiles(int step, int lead) {
    double[] quantiles = unit[lead - 1].clone();
    for (int level = 0; level < quantiles.length; level++) {
      quantiles[level] = means[step][lead - 1] + scale[step + lead] * quantiles[level];
    }
    return quantiles;
  }
}
