package io.millrace.forecasting;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Consecutive steps, in columns: an array for all values, a byte of flags for each step, and the
 * rest only where a reading came off its grid time or was revised. Never changed; the first and the
 * last step are observed ones.
 */
final class Rows {

  static final int OBSERVED = 1;
  static final int RECORDED = 2;
  static final int OFFSET = 4;
  static final int REVISED = 8;
  static final int ALL_FLAGS = OBSERVED | RECORDED | OFFSET | REVISED;

  private static final double[] NO_VALUES = {};
  private static final byte[] NO_FLAGS = {};
  private static final long[] NO_OFFSETS = {};
  private static final int[] NO_REVISIONS = {};

  private final long first;
  private final int width;
  private final byte[] flags; // [step]
  private final double[] values; // [step, variate], NaN = missing
  private final long[] offsets; // [step] milliseconds from the grid time, or empty: all 0
  private final int[] revisions; // [step], or empty: all 0

  Rows(long first, int width, byte[] flags, double[] values, long[] offsets, int[] revisions) {
    this.first = first;
    this.width = width;
    this.flags = flags;
    this.values = values;
    this.offsets = offsets;
    this.revisions = revisions;
  }

  static Rows none(int width) {
    return new Rows(0, width, NO_FLAGS, NO_VALUES, NO_OFFSETS, NO_REVISIONS);
  }

  int size() {
    return flags.length;
  }

  boolean isEmpty() {
    return flags.length == 0;
  }

  /** Number of the first step; of the last one {@code first() + size() - 1}. */
  long first() {
    return first;
  }

  long last() {
    return first + flags.length - 1;
  }

  boolean observed(long slot) {
    return slot >= first && slot <= last() && (flags[index(slot)] & OBSERVED) != 0;
  }

  boolean recorded(long slot) {
    return (flags[index(slot)] & RECORDED) != 0;
  }

  /** Milliseconds from the grid time of an observed step to its reading. */
  long offset(long slot) {
    return offsets.length == 0 ? 0 : offsets[index(slot)];
  }

  int revision(long slot) {
    return revisions.length == 0 ? 0 : revisions[index(slot)];
  }

  /** NaN = missing. */
  double value(long slot, int variate) {
    return values[index(slot) * width + variate];
  }

  /** One variate from a step to another, both included; NaN = missing. */
  double[] column(long from, long to, int variate) {
    double[] column = new double[(int) (to - from + 1)];
    int at = index(from) * width + variate;
    for (int i = 0; i < column.length; i++) {
      column[i] = values[at];
      at += width;
    }
    return column;
  }

  /** Whether a variate has a value in any step; the newest one decides nearly always. */
  boolean hasValue(int variate) {
    for (int at = (flags.length - 1) * width + variate; at >= 0; at -= width) {
      if (!Double.isNaN(values[at])) {
        return true;
      }
    }
    return false;
  }

  /** The reading of an observed step. */
  Observation reading(long slot, Grid grid, List<String> variates) {
    TreeMap<String, Double> present = new TreeMap<>();
    for (int i = 0; i < width; i++) {
      if (!Double.isNaN(value(slot, i))) {
        present.put(variates.get(i), value(slot, i));
      }
    }
    return new Observation(
        grid.at(slot).plusMillis(offset(slot)), revision(slot), present, recorded(slot));
  }

  /** The steps from one on, without the missing ones that would then come first. */
  Rows from(long slot) {
    int start = firstObserved(slot);
    return start == 0
        ? this
        : start == flags.length
            ? none(width)
            : resized(first + start, Arrays.copyOfRange(values, start * width, values.length));
  }

  /**
   * The steps from {@code keepFrom} on, with a reading at one of these.
   *
   * @param row the reading's values in the order of the variates, NaN = missing
   */
  Rows with(long keepFrom, long slot, long offset, Observation reading, double[] row) {
    int start = firstObserved(keepFrom);
    long from = start == flags.length ? slot : Math.min(slot, first + start);
    long to = start == flags.length ? slot : Math.max(slot, last());
    int size = Math.toIntExact(to - from + 1);
    int kept = flags.length - start;
    int shift = kept == 0 ? 0 : (int) (first + start - from);
    double[] moved = new double[size * width];
    Arrays.fill(moved, 0, shift * width, Double.NaN);
    System.arraycopy(values, start * width, moved, shift * width, kept * width);
    Arrays.fill(moved, (shift + kept) * width, moved.length, Double.NaN);
    int at = (int) (slot - from);
    System.arraycopy(row, 0, moved, at * width, width);
    byte[] marks = new byte[size];
    System.arraycopy(flags, start, marks, shift, kept);
    marks[at] = (byte) flags(reading, offset);
    long[] times = offsets(size, start, shift, kept, offset != 0);
    int[] corrections = revisions(size, start, shift, kept, reading.revision() != 0);
    if (times.length > 0) {
      times[at] = offset;
    }
    if (corrections.length > 0) {
      corrections[at] = reading.revision();
    }
    return new Rows(from, width, marks, moved, times, corrections);
  }

  private static int flags(Observation reading, long offset) {
    return OBSERVED
        | (reading.recorded() ? RECORDED : 0)
        | (offset != 0 ? OFFSET : 0)
        | (reading.revision() != 0 ? REVISED : 0);
  }

  private long[] offsets(int size, int start, int shift, int kept, boolean needed) {
    if (!needed && offsets.length == 0) {
      return NO_OFFSETS;
    }
    long[] moved = new long[size];
    System.arraycopy(
        offsets, Math.min(start, offsets.length), moved, shift, offsets.length == 0 ? 0 : kept);
    return moved;
  }

  private int[] revisions(int size, int start, int shift, int kept, boolean needed) {
    if (!needed && revisions.length == 0) {
      return NO_REVISIONS;
    }
    int[] moved = new int[size];
    System.arraycopy(
        revisions,
        Math.min(start, revisions.length),
        moved,
        shift,
        revisions.length == 0 ? 0 : kept);
    return moved;
  }

  /** The same steps with their values in another order; {@code from[i] < 0} is a new variate. */
  Rows rearranged(int[] from) {
    double[] moved = new double[flags.length * from.length];
    for (int step = 0; step < flags.length; step++) {
      for (int i = 0; i < from.length; i++) {
        moved[step * from.length + i] = from[i] < 0 ? Double.NaN : values[step * width + from[i]];
      }
    }
    return new Rows(first, from.length, flags, moved, offsets, revisions);
  }

  private Rows resized(long from, double[] kept) {
    int start = index(from);
    return new Rows(
        from,
        width,
        Arrays.copyOfRange(flags, start, flags.length),
        kept,
        offsets.length == 0 ? offsets : Arrays.copyOfRange(offsets, start, offsets.length),
        revisions.length == 0 ? revisions : Arrays.copyOfRange(revisions, start, revisions.length));
  }

  /** Index of the first observed step from {@code slot} on; the size if there is none. */
  private int firstObserved(long slot) {
    if (flags.length == 0 || slot > last()) {
      return flags.length;
    }
    int start = slot <= first ? 0 : index(slot);
    while ((flags[start] & OBSERVED) == 0) {
      start++;
    }
    return start;
  }

  private int index(long slot) {
    return (int) (slot - first);
  }

  byte[] flags() {
    return flags;
  }

  double[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rows rows
        && first == rows.first
        && width == rows.width
        && Arrays.equals(flags, rows.flags)
        && Arrays.equals(values, rows.values)
        && sameOffTheGrid(rows);
  }

  private boolean sameOffTheGrid(Rows rows) {
    for (long slot = first; slot <= last(); slot++) {
      if (offset(slot) != rows.offset(slot) || revision(slot) != rows.revision(slot)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first) * 31 + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "steps " + first + " to " + last() + " " + Arrays.toString(values);
  }
}
