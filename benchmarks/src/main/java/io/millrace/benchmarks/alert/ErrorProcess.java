package io.millrace.benchmarks.alert;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Errors of two forecasters of the same series: first-order autoregressions of variance 1 with a
 * part in common, since both err where the series surprises everyone.
 *
 * @param correlation of an error with the next of the same forecaster
 * @param shared correlation of the two forecasters' errors
 * @param heavy innovations from a t distribution of 3 degrees of freedom, not normal ones
 * @param clustered calm and rough stretches of some 50 points, common to both
 */
record ErrorProcess(double correlation, double shared, boolean heavy, boolean clustered) {

  private static final double CLUSTER_CORRELATION = 0.98;
  private static final double CLUSTER_DEVIATION = 0.7; // of the scale's logarithm

  static ErrorProcess normal(double correlation, double shared) {
    return new ErrorProcess(correlation, shared, false, false);
  }

  /** One pair after the other. */
  Supplier<AbsoluteErrors> draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Autoregression common = new Autoregression(correlation, heavy, random.split());
    Autoregression first = new Autoregression(correlation, heavy, random.split());
    Autoregression second = new Autoregression(correlation, heavy, random.split());
    Autoregression roughness = new Autoregression(CLUSTER_CORRELATION, false, random.split());
    return () -> {
      double scale = clustered ? Math.exp(CLUSTER_DEVIATION * roughness.next()) : 1;
      double both = Math.sqrt(shared) * common.next();
      double alone = Math.sqrt(1 - shared);
      return new AbsoluteErrors(
          scale * Math.abs(both + alone * first.next()),
          scale * Math.abs(both + alone * second.next()));
    };
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "AR(%.1f) sharing %.1f%s%s",
        correlation,
        shared,
        heavy ? ", t(3)" : "",
        clustered ? ", clustered" : "");
  }
}
