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

  /** The older half and the newer change places: mean and spread stay, what is newest does not. */
  FilledColumn rotated() {
    double[] rotated = new double[values.length];
    boolean[] rotatedMask = new boolean[mask.length];
    for (int i = 0; i < values.length; i++) {
      int to = (i + values.length / 2) % values.length;
      rotated[to] = values[i];
      rotatedMask[to] = mask[i];
    }
    return new FilledColumn(rotated, rotatedMask);
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
