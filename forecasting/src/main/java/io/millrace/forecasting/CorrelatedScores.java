package io.millrace.forecasting;

import java.util.random.RandomGenerator;

/**
 * Normal scores of a path's leads, one after the other: an AR(1) process whose every score is
 * standard normal. Fed to the leads' quantile functions it is a Gaussian copula.
 */
final class CorrelatedScores {

  private final double correlation;
  private final double innovation; // deviation of what a score has that the one before lacks
  private final RandomGenerator random;

  /**
   * @param correlation of one score with the next, -1 &lt; ρ &lt; 1
   */
  CorrelatedScores(double correlation, RandomGenerator random) {
    if (!(correlation > -1 && correlation < 1)) {
      throw new IllegalArgumentException(
          "correlation: must lie between -1 and 1, is " + correlation);
    }
    this.correlation = correlation;
    this.innovation = Math.sqrt(1 - correlation * correlation);
    this.random = random;
  }

  double first() {
    return random.nextGaussian();
  }

  double after(double score) {
    return correlation * score + innovation * random.nextGaussian();
  }
}
