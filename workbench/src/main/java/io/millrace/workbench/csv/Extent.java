package io.millrace.workbench.csv;

/**
 * The smallest and largest value of a column.
 *
 * @param lowest above {@code highest} if all are missing
 */
record Extent(double lowest, double highest) {

  static Extent of(double[] column) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double value : column) {
      if (!Double.isNaN(value)) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }
    return new Extent(lowest, highest);
  }

  boolean isEmpty() {
    return lowest > highest;
  }

  boolean isPoint() {
    return lowest == highest;
  }
}
