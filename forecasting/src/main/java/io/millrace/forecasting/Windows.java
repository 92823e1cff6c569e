package io.millrace.forecasting;

/**
 * Every window of one lookback and one horizon that lies inside a range of rows; neighbours are one
 * row apart and none is dropped.
 */
public record Windows(RowRange rows, int lookback, int horizon) {

  public Windows {
    if (lookback < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "lookback and horizon must be at least 1, not " + lookback + " and " + horizon);
    }
  }

  public int count() {
    return Math.max(0, rows.size() - lookback - horizon + 1);
  }

  /** The row of the window's first look-back value. */
  public int start(int window) {
    return rows.from() + window;
  }

  /** The row of lead 1: the first that is not known when the forecast is issued. */
  public int issue(int window) {
    return start(window) + lookback;
  }
}
