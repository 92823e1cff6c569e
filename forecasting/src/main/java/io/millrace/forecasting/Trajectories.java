package io.millrace.forecasting;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws ways in which a forecast may come true. Each lead has the forecast's own distribution; the
 * leads hang together by a Gaussian copula, each with the next as {@link LeadDependence} says. What
 * depends on several leads at once, a sum or a maximum, can be read off such paths and not off
 * quantiles.
 *
 * <p>P. Pinson et al., <i>From probabilistic forecasts to statistical scenarios of short-term wind
 * power production</i>, Wind Energy 12 (2009).
 *
 * @param seed the same seed draws the same paths, on any machine; two variates drawn with one seed
 *     rise and fall together
 */
public record Trajectories(int paths, long seed) {

  public Trajectories {
    if (paths < 1) {
      throw new IllegalArgumentException("paths: must be at least 1, is " + paths);
    }
  }

  /** A seed of the forecast's own: drawn again later, or elsewhere, its paths are the same. */
  public static long seed(String series, Instant issuedAt) {
    long hash = 0xcbf29ce484222325L; // FNV-1a: String.hashCode is only 32 bits
    for (int i = 0; i < series.length(); i++) {
      hash = (hash ^ series.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ issuedAt.toEpochMilli() * 0x9e3779b97f4a7c15L;
  }

  /**
   * Draws the paths of one variate.
   *
   * @param correlation of one lead's residual with the next's, the mean over the horizon, -1 &lt; ρ
   *     &lt; 1
   * @return [path][lead], in the variate's units
   * @throws IllegalArgumentException if the forecast has no quantiles, and so no distribution
   */
  public double[][] of(VariateOutlook outlook, double correlation) {
    if (outlook.levels().length == 0) {
      throw new IllegalArgumentException(
          "trajectories need a forecast with quantiles; this one has a mean only");
    }
    QuantileFunction[] leads =
        IntStream.rangeClosed(1, outlook.horizon())
            .mapToObj(outlook::at)
            .toArray(QuantileFunction[]::new);
    CorrelatedScores scores = new CorrelatedScores(LeadDependence.of(outlook, correlation));
    SplittableRandom random = new SplittableRandom(seed);
    double[][] drawn = new double[paths][];
    for (int path = 0; path < paths; path++) {
      drawn[path] = path(leads, scores, random);
    }
    return drawn;
  }

  private static double[] path(
      QuantileFunction[] leads, CorrelatedScores scores, SplittableRandom random) {
    double[] path = new double[leads.length];
    double score = 0;
    for (int lead = 1; lead <= path.length; lead++) {
      score = lead == 1 ? scores.first(random) : scores.next(score, lead, random);
      path[lead - 1] = leads[lead - 1].valueAtScore(score);
    }
    return path;
  }
}
