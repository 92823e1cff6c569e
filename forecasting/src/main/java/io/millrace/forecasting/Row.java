package io.millrace.forecasting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One step of a history.
 *
 * @param slot the step's number on the grid
 * @param atMillis event time of the reading; of a filled step its grid time
 * @param filled no reading came for this step: it repeats the step before
 * @param values in the order of the history's variates, NaN = missing; never changed
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never leaves the package; equals and hashCode by content
record Row(
    long slot, long atMillis, int revision, boolean filled, boolean recorded, double[] values) {

  static Row observed(Observation observation, Grid grid, List<String> variates) {
    double[] values = new double[variates.size()];
    Map<String, Double> given = observation.values();
    Arrays.setAll(values, i -> given.getOrDefault(variates.get(i), Double.NaN));
    return new Row(
        grid.slot(observation.at()),
        observation.at().toEpochMilli(),
        observation.revision(),
        false,
        observation.recorded(),
        values);
  }

  Row repeatedAt(long later, Grid grid) {
    return new Row(later, grid.at(later).toEpochMilli(), 0, true, recorded, values);
  }

  /** The same row with its values in another order; {@code from[i] < 0} is a new variate. */
  Row rearranged(int[] from) {
    double[] moved = new double[from.length];
    Arrays.setAll(moved, i -> from[i] < 0 ? Double.NaN : values[from[i]]);
    return new Row(slot, atMillis, revision, filled, recorded, moved);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row
        && slot == row.slot
        && atMillis == row.atMillis
        && revision == row.revision
        && filled == row.filled
        && recorded == row.recorded
        && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(slot) * 31 + Arrays.hashCode(values);
  }
}
