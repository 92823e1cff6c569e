package io.millrace.forecasting;

/** Finds the season of a series: the first clear peak of its autocorrelation. */
public final class Seasonality {

  /** No season: the naive forecast is the last value. */
  public static final int NONE = 1;

  private static final int FEWEST_SEASONS = 2;
  private static final double CLEAR = 0.3;
  private static final double RISE = 0.2;

  private Seasonality() {}

  /**
   * @param column oldest first, NaN = missing
   * @return the season in steps, or {@link #NONE}
   */
  public static int detect(double[] column) {
    double[] correlation = autocorrelation(column, column.length / FEWEST_SEASONS);
    // Of a hundred lags of noise some lie three deviations out, and a deviation is 1/sqrt(n).
    double beyondChance = Math.max(CLEAR, 4 / Math.sqrt(column.length));
    int best = NONE;
    double lowest = 1;
    for (int lag = 2; lag < correlation.length - 1; lag++) {
      double here = correlation[lag];
      lowest = Math.min(lowest, here);
      boolean peak = here >= correlation[lag - 1] && here > correlation[lag + 1];
      boolean clear = here >= beyondChance && here - lowest >= RISE;
      if (peak && clear && (best == NONE || here > correlation[best])) {
        best = lag;
      }
    }
    return best;
  }

  /** By lag, from 0; pairs with a missing value are left out; all 0 for a constant. */
  private static double[] autocorrelation(double[] column, int lags) {
    double mean = 0;
    int present = 0;
    for (double value : column) {
      if (!Double.isNaN(value)) {
        mean += (value - mean) / ++present;
      }
    }
    double[] centred = new double[column.length]; // missing = 0: takes no part
    double variance = 0;
    for (int i = 0; i < column.length; i++) {
      centred[i] = Double.isNaN(column[i]) ? 0 : column[i] - mean;
      variance += centred[i] * centred[i];
    }
    double[] correlation = new double[Math.max(0, lags)];
    if (variance <= 1e-12 * Math.max(1, mean * mean)) {
      return correlation;
    }
    for (int lag = 0; lag < correlation.length; lag++) {
      double sum = 0;
      for (int i = lag; i < centred.length; i++) {
        sum += centred[i] * centred[i - lag];
      }
      correlation[lag] = sum / variance; // biased on purpose: long lags must earn it
    }
    return correlation;
  }
}
