package io.millrace.transformers.series;

import java.util.Arrays;

/**
 * What validation rows taught.
 *
 * @param shifts {@code [quantile][variate]}, scaled units, to add to the network's quantiles
 * @param residualCorrelation of the mean's standardised residuals at neighbouring leads
 */
public record QuantileCalibration(double[][] shifts, double residualCorrelation) {

  public QuantileCalibration {
    shifts = Arrays.stream(shifts).map(double[]::clone).toArray(double[][]::new);
  }

  /** Moves and re-orders {@code quantiles [.., variates, quantile]} in place. */
  public void apply(float[] quantiles) {
    int count = shifts.length;
    for (int at = 0; count > 0 && at < quantiles.length; at += count) {
      int variate = at / count % shifts[0].length;
      for (int quantile = 0; quantile < count; quantile++) {
        quantiles[at + quantile] += (float) shifts[quantile][variate];
      }
      Arrays.sort(quantiles, at, at + count); // shifted quantiles can cross
    }
  }
}
