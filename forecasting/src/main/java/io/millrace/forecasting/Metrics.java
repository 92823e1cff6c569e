package io.millrace.forecasting;

/** Errors of single points; sums and means are the caller's. */
public final class Metrics {

  private Metrics() {}

  /** Pinball loss of the quantile forecast at {@code level}. */
  public static double pinball(double level, double actual, double forecast) {
    double error = actual - forecast;
    return Math.max(level * error, (level - 1) * error);
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
