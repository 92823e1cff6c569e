package io.millrace.forecasting;

import java.util.Arrays;

/**
 * A column whose gaps a {@link GapPolicy} has filled.
 *
 * @param values oldest first; NaN where nothing could stand in
 * @param mask true where nothing was observed: the value stands in, or is NaN
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copied in and read in place
public record FilledColumn(double[] values, boolean[] mask) {

  public FilledColumn {
    values = values.clone();
    mask = mask.clone();
    if (values.length != mask.length) {
      throw new IllegalArgumentException(
          "mask: " + mask.length + " steps for " + values.length + " values");
    }
  }

  /** Without the rows before one. */
  FilledColumn from(int row) {
    return row == 0
        ? this
        : new FilledColumn(
            Arrays.copyOfRange(values, row, values.length),
            Arrays.copyOfRange(mask, row, mask.length));
  }

  /** Every value at the mean of those that are there. */
  FilledColumn level() {
    double mean =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    double[] level = new double[values.length];
    Arrays.fill(level, mean);
    return new FilledColumn(level, mask);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FilledColumn column
        && Arrays.equals(values, column.values)
        && Arrays.equals(mask, column.mask);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values) * 31 + Arrays.hashCode(mask);
  }

  @Override
  public String toString() {
    return "FilledColumn" + Arrays.toString(values) + " mask " + Arrays.toString(mask);
  }
}
