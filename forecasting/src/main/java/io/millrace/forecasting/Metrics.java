package io.millrace.forecasting;

/** Errors of single points; sums and means are the caller's. */
public final class Metrics {

  private Metrics() {}

  /** Pinball loss of the quantile forecast at {@code level}. */
  public static double pinball(double level, double actual, double forecast) {
    double error = actual - forecast;
    return Math.max(level * error, (level - 1) * error);
  }

  /**
   * Symmetric absolute percentage error, 0 .. 200 %; 0 where both are 0. In the variate's own
   * units: a scaled value lies around 0, where a percentage says nothing.
   *
   * <p>S. Makridakis, M. Hibon, <i>The M3-Competition</i>, International Journal of Forecasting 16
   * (2000).
   */
  public static double smape(double actual, double forecast) {
    double size = Math.abs(actual) + Math.abs(forecast);
    return size == 0 ? 0 : 200 * Math.abs(actual - forecast) / size;
  }

  /** Whether the closed interval holds the actual. */
  public static boolean covered(double actual, double low, double high) {
    return low <= actual && actual <= high;
  }

  /**
   * MASE's denominator: the mean absolute error of seasonal-naive inside the training rows.
   *
   * @return NaN if there is no season to compare, or the series repeats itself exactly
   */
  public static double maseScale(double[][] rows, RowRange training, int season, int variate) {
    double sum = 0;
    int count = 0;
    for (int row = training.from() + season; row < training.to(); row++) {
      double change = Math.abs(rows[row][variate] - rows[row - season][variate]);
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return sum == 0 ? Double.NaN : sum / count;
  }
}
