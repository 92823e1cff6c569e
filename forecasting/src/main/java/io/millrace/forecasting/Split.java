package io.millrace.forecasting;

import java.time.Duration;

/**
 * Training, validation and test rows, in time order. Validation and test start one lookback before
 * their border, so that their first forecast is issued at the border.
 */
public record Split(RowRange training, RowRange validation, RowRange test) {

  private static final int ETT_HOURS = 30 * 24;

  /**
   * 12, 4 and 4 months of 30 days from the first row, as the published numbers for ETT have it.
   *
   * @throws IllegalArgumentException if the series is shorter than that
   */
  public static Split ett(int rows, Duration step, int lookback) {
    int month = Math.toIntExact(Duration.ofHours(ETT_HOURS).dividedBy(step));
    if (rows < 20 * month) {
      throw new IllegalArgumentException(
          "protocol ett needs 20 months of 30 days, that is "
              + 20 * month
              + " rows; there are "
              + rows);
    }
    return at(12 * month, 16 * month, 20 * month, lookback);
  }

  /** The first 70 % of rows, the next 10 %, the last 20 %. */
  public static Split ratio(int rows, int lookback) {
    int training = (int) (rows * 0.7);
    int test = (int) (rows * 0.2);
    return at(training, rows - test, rows, lookback);
  }

  private static Split at(int trainingEnd, int validationEnd, int testEnd, int lookback) {
    return after(new RowRange(0, trainingEnd), validationEnd, testEnd, lookback);
  }

  static Split after(RowRange training, int validationEnd, int testEnd, int lookback) {
    return new Split(
        training,
        new RowRange(Math.max(0, training.to() - lookback), validationEnd),
        new RowRange(Math.max(0, validationEnd - lookback), testEnd));
  }
}
