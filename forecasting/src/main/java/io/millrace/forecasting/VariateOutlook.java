package io.millrace.forecasting;

import java.util.Arrays;

/**
 * The forecast of one variate, in original units.
 *
 * @param mean [horizon]
 * @param levels [level], rising
 * @param quantiles [level][horizon], non-crossing
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copied in and read in place
public record VariateOutlook(double[] mean, double[] levels, double[][] quantiles) {

  public VariateOutlook {
    mean = mean.clone();
    levels = levels.clone();
    quantiles = Arrays.stream(quantiles).map(double[]::clone).toArray(double[][]::new);
    if (quantiles.length != levels.length) {
      throw new IllegalArgumentException(
          "quantiles: " + quantiles.length + " rows for " + levels.length + " levels");
    }
    for (double[] quantile : quantiles) {
      if (quantile.length != mean.length) {
        throw new IllegalArgumentException(
            "quantiles: " + quantile.length + " leads for a horizon of " + mean.length);
      }
    }
  }

  public int horizon() {
    return mean.length;
  }

  /** The distribution at a lead; the first lead is 1. */
  public QuantileFunction at(int lead) {
    return new QuantileFunction(levels, quantilesAt(lead));
  }

  /** [level] */
  double[] quantilesAt(int lead) {
    return Arrays.stream(quantiles).mapToDouble(quantile -> quantile[lead - 1]).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariateOutlook outlook
        && Arrays.equals(mean, outlook.mean)
        && Arrays.equals(levels, outlook.levels)
        && Arrays.deepEquals(quantiles, outlook.quantiles);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mean) * 31 + Arrays.deepHashCode(quantiles);
  }
}
