package io.millrace.forecasting;

import java.util.Arrays;

/**
 * How the scores of neighbouring leads hang together, from one number measured over all of them.
 *
 * <p>Where a forecast becomes less sure with the lead, an error is carried on and new ones are
 * added to it: a neighbour shares less of its error where the spread grows fast than where it has
 * levelled off. With a random walk's spreads this is a random walk; with equal spreads it is a
 * stationary AR(1) process.
 */
final class LeadDependence {

  /** At exactly one, paths would have no freedom. */
  private static final double MOST = 0.99999;

  private LeadDependence() {}

  /**
   * @param correlation of a lead's residual with the next's, the mean over the horizon
   * @return {@code [lead − 1]} of that lead's score with the next's; one less than the horizon
   */
  static double[] of(VariateOutlook outlook, double correlation) {
    if (!(correlation > -1 && correlation < 1)) {
      throw new IllegalArgumentException(
          "correlation: must lie between -1 and 1, is " + correlation);
    }
    double[] shares = shares(outlook);
    double mean = Arrays.stream(shares).average().orElse(1);
    return Arrays.stream(shares)
        .map(share -> Math.max(-MOST, Math.min(MOST, correlation * share / mean)))
        .toArray();
  }

  /** Of each lead's spread in the next one's, at most 1. */
  private static double[] shares(VariateOutlook outlook) {
    double[] shares = new double[outlook.horizon() - 1];
    Arrays.setAll(shares, i -> share(spread(outlook, i), spread(outlook, i + 1)));
    return shares;
  }

  private static double spread(VariateOutlook outlook, int lead) {
    double[][] quantiles = outlook.quantiles();
    return quantiles[quantiles.length - 1][lead] - quantiles[0][lead];
  }

  private static double share(double spread, double next) {
    return spread > 0 && spread < next ? spread / next : 1;
  }
}
