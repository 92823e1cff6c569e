package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What was told of covariates ahead of time, by step: of two values for one covariate and step the
 * higher revision counts, then the earlier time; so their order of arrival does not matter. Never
 * changed.
 *
 * @param names sorted; each has a value
 * @param first number of the first step; it and the last one have a value
 * @param values {@code [step, name]}, NaN = not told
 * @param revisions {@code [step, name]}, 0 where not told
 * @param offsets {@code [step, name]} milliseconds from the grid time, 0 where not told
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never leaves the package; equals and hashCode by content
record KnownValues(
    List<String> names, long first, double[] values, int[] revisions, long[] offsets) {

  static final KnownValues NONE =
      new KnownValues(List.of(), 0, new double[0], new int[0], new long[0]);

  boolean isEmpty() {
    return names.isEmpty();
  }

  int size() {
    return names.isEmpty() ? 0 : values.length / names.size();
  }

  /** One covariate from a step on; NaN = not told. */
  double[] column(String name, long from, int steps) {
    double[] column = new double[steps];
    int index = names.indexOf(name);
    for (int i = 0; i < steps; i++) {
      long row = from + i - first;
      boolean here = index >= 0 && row >= 0 && row < size();
      column[i] = here ? values[(int) row * names.size() + index] : Double.NaN;
    }
    return column;
  }

  /** The same object if the values are not news. */
  KnownValues with(long slot, long offset, Observation told) {
    if (told.values().keySet().stream().noneMatch(name -> counts(name, slot, offset, told))) {
      return this;
    }
    KnownValues next = covering(slot, told.values().keySet());
    int row = (int) (slot - next.first) * next.names.size();
    for (Map.Entry<String, Double> value : told.values().entrySet()) {
      if (counts(value.getKey(), slot, offset, told)) {
        int cell = row + next.names.indexOf(value.getKey());
        next.values[cell] = value.getValue();
        next.revisions[cell] = told.revision();
        next.offsets[cell] = offset;
      }
    }
    return next;
  }

  private boolean counts(String name, long slot, long offset, Observation told) {
    int index = names.indexOf(name);
    long row = slot - first;
    if (index < 0 || row < 0 || row >= size()) {
      return true;
    }
    int cell = (int) row * names.size() + index;
    return Double.isNaN(values[cell])
        || told.revision() > revisions[cell]
        || (told.revision() == revisions[cell] && offset < offsets[cell]);
  }

  /** A copy with room for these names at a step. */
  private KnownValues covering(long slot, Iterable<String> more) {
    TreeSet<String> union = new TreeSet<>(names);
    more.forEach(union::add);
    return isEmpty()
        ? copied(List.copyOf(union), slot, slot)
        : copied(List.copyOf(union), Math.min(first, slot), Math.max(first + size() - 1, slot));
  }

  private KnownValues copied(List<String> wanted, long from, long to) {
    int cells = Math.toIntExact((to - from + 1) * wanted.size());
    KnownValues copy =
        new KnownValues(wanted, from, new double[cells], new int[cells], new long[cells]);
    int[] source = wanted.stream().mapToInt(names::indexOf).toArray();
    Arrays.fill(copy.values, Double.NaN);
    for (long slot = Math.max(from, first); slot <= Math.min(to, first + size() - 1); slot++) {
      for (int i = 0; i < source.length; i++) {
        if (source[i] >= 0) {
          int cell = (int) (slot - from) * source.length + i;
          int old = (int) (slot - first) * names.size() + source[i];
          copy.values[cell] = values[old];
          copy.revisions[cell] = revisions[old];
          copy.offsets[cell] = offsets[old];
        }
      }
    }
    return copy;
  }

  /** Without the steps before one, and without the names and steps that then have no value. */
  KnownValues from(long slot) {
    if (isEmpty() || slot <= first) {
      return this;
    }
    long start = slot;
    long end = first + size() - 1;
    while (start <= end && !told(start)) {
      start++;
    }
    if (start > end) {
      return NONE;
    }
    List<String> left = new ArrayList<>();
    for (String name : names) {
      double[] column = column(name, start, (int) (end - start + 1));
      if (Arrays.stream(column).anyMatch(value -> !Double.isNaN(value))) {
        left.add(name);
      }
    }
    return copied(List.copyOf(left), start, end);
  }

  private boolean told(long slot) {
    int row = (int) (slot - first) * names.size();
    for (int i = 0; i < names.size(); i++) {
      if (!Double.isNaN(values[row + i])) {
        return true;
      }
    }
    return false;
  }

  /** What was told, as it would be told again. */
  List<Observation> readings(Grid grid) {
    List<Observation> readings = new ArrayList<>();
    for (int cell = 0; cell < values.length; cell++) {
      if (!Double.isNaN(values[cell])) {
        long slot = first + cell / names.size();
        Map<String, Double> value = Map.of(names.get(cell % names.size()), values[cell]);
        readings.add(
            Observation.revised(grid.at(slot).plusMillis(offsets[cell]), revisions[cell], value));
      }
    }
    return readings;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KnownValues known
        && names.equals(known.names)
        && first == known.first
        && Arrays.equals(values, known.values)
        && Arrays.equals(revisions, known.revisions)
        && Arrays.equals(offsets, known.offsets);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first) * 31 + Arrays.hashCode(values);
  }
}
