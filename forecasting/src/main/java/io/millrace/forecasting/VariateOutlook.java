package io.millrace.forecasting;

import java.util.Arrays;

/**
 * The forecast of one variate, in original units.
 *
 * @param mean [horizon]
 * @param levels [level], rising
 * @param quantiles [level][horizon], non-crossing
 * @param trend [horizon], the part of the mean that has its level; empty unless the mean was taken
 *     apart
 * @param season [horizon], the rest of the mean, which swings around zero; empty if the trend is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copied in and read in place
public record VariateOutlook(
    double[] mean, double[] levels, double[][] quantiles, double[] trend, double[] season) {

  private static final double[] NONE = {};

  public VariateOutlook {
    mean = mean.clone();
    levels = levels.clone();
    quantiles = Arrays.stream(quantiles).map(double[]::clone).toArray(double[][]::new);
    trend = trend.clone();
    season = season.clone();
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
    if (season.length != trend.length || (trend.length > 0 && trend.length != mean.length)) {
      throw new IllegalArgumentException(
          "trend, season: %d and %d leads for a horizon of %d"
              .formatted(trend.length, season.length, mean.length));
    }
  }

  /** A mean that was forecast as a whole. */
  public VariateOutlook(double[] mean, double[] levels, double[][] quantiles) {
    this(mean, levels, quantiles, NONE, NONE);
  }

  /** The same mean, in its parts if it had any, with other quantiles. */
  VariateOutlook with(double[][] others) {
    return new VariateOutlook(mean, levels, others, trend, season);
  }

  public int horizon() {
    return mean.length;
  }

  /** The distribution at a lead; the first lead is 1. */
  public QuantileFunction at(int lead) {
    return new QuantileFunction(levels, quantilesAt(lead));
  }

  /** [level] */
  public double[] quantilesAt(int lead) {
    return Arrays.stream(quantiles).mapToDouble(quantile -> quantile[lead - 1]).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariateOutlook outlook
        && Arrays.equals(mean, outlook.mean)
        && Arrays.equals(levels, outlook.levels)
        && Arrays.deepEquals(quantiles, outlook.quantiles)
        && Arrays.equals(trend, outlook.trend)
        && Arrays.equals(season, outlook.season);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mean) * 31 + Arrays.deepHashCode(quantiles);
  }
}
