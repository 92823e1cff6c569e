package io.millrace.forecasting;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Normal scores of a path's leads, one after the other: a Markov chain whose every score is
 * standard normal. Fed to the leads' quantile functions it is a Gaussian copula.
 */
final class CorrelatedScores {

  private final double[] correlations;
  private final double[] innovations; // deviation of what a score has that the one before lacks

  /**
   * @param correlations {@code [lead − 1]} of one score with the next, each -1 &lt; ρ &lt; 1
   */
  CorrelatedScores(double[] correlations) {
    this.correlations = correlations;
    this.innovations = Arrays.stream(correlations).map(it -> Math.sqrt(1 - it * it)).toArray();
  }

  double first(RandomGenerator random) {
    return random.nextGaussian();
  }

  /**
   * @param score of the lead before
   * @param lead from 2
   */
  double next(double score, int lead, RandomGenerator random) {
    return correlations[lead - 2] * score + innovations[lead - 2] * random.nextGaussian();
  }
}
