package io.millrace.forecasting;

/** Rows {@code from} (inclusive) to {@code to} (exclusive) of a table. */
public record RowRange(int from, int to) {

  public RowRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("rows " + from + " to " + to + " are not a range");
    }
  }

  public int size() {
    return to - from;
  }
}
