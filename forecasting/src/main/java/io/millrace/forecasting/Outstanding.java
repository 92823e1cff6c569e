package io.millrace.forecasting;

import java.util.Arrays;

/**
 * The forecasts at one scored lead that wait for their actuals, the oldest first, in columns: at
 * most as many as the lead has steps. The oldest is read by variate and level.
 */
final class Outstanding {

  private final int lead;
  private final int levels;
  private final int stride; // floats of one forecast
  private final long[] targets; // slots forecast, rising
  private final float[] cells; // [forecast][variate][mean, naive, own.., served..]
  private final int from; // the oldest; those before it have met their actuals

  Outstanding(int lead, int variates, int levels, long[] targets, float[] cells, int from) {
    this.lead = lead;
    this.levels = levels;
    this.stride = variates * width(levels);
    this.targets = targets;
    this.cells = cells;
    this.from = from;
  }

  static Outstanding none(int lead, int variates, int levels) {
    return new Outstanding(lead, variates, levels, new long[0], new float[0], 0);
  }

  /** Floats of one variate of one forecast. */
  static int width(int levels) {
    return 2 + 2 * levels;
  }

  int lead() {
    return lead;
  }

  int size() {
    return targets.length - from;
  }

  long target(int index) {
    return targets[from + index];
  }

  /** Whether the oldest forecast is of this step. */
  boolean isDue(long slot) {
    return size() > 0 && target(0) == slot;
  }

  /**
   * Lets go of what was forecast for earlier steps, whose actuals will not come; and of everything
   * if the series' steps went back, since then the numbers are those of another grid.
   */
  Outstanding at(long slot) {
    int first = from;
    while (first < targets.length && targets[first] < slot) {
      first++;
    }
    boolean wentBack = size() > 0 && targets[targets.length - 1] - lead >= slot;
    return startingAt(wentBack ? targets.length : first);
  }

  Outstanding withoutOldest() {
    return startingAt(from + 1);
  }

  private Outstanding startingAt(int first) {
    return first == from
        ? this
        : new Outstanding(lead, stride / width(levels), levels, targets, cells, first);
  }

  /**
   * With one more. A second forecast made at a step replaces the first.
   *
   * @param cell {@code [variate][mean, naive, own.., served..]}
   */
  Outstanding with(long target, float[] cell) {
    int kept = size();
    while (kept > 0 && target(kept - 1) >= target) {
      kept--;
    }
    long[] moreTargets = Arrays.copyOfRange(targets, from, from + kept + 1);
    moreTargets[kept] = target;
    float[] moreCells = new float[(kept + 1) * stride];
    System.arraycopy(cells, from * stride, moreCells, 0, kept * stride);
    System.arraycopy(cell, 0, moreCells, kept * stride, stride);
    return new Outstanding(lead, stride / width(levels), levels, moreTargets, moreCells, 0);
  }

  float mean(int variate) {
    return cells[cell(variate)];
  }

  float naive(int variate) {
    return cells[cell(variate) + 1];
  }

  /** What the forecaster gave. */
  float own(int variate, int level) {
    return cells[cell(variate) + 2 + level];
  }

  /** What was served: the forecaster's quantile, calibrated. */
  float served(int variate, int level) {
    return cells[cell(variate) + 2 + levels + level];
  }

  private int cell(int variate) {
    return from * stride + variate * width(levels);
  }

  float[] cells() {
    return cells;
  }

  /** Index of the first cell that still waits, and how many do. */
  int firstCell() {
    return from * stride;
  }

  int cellCount() {
    return size() * stride;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outstanding that
        && lead == that.lead
        && levels == that.levels
        && stride == that.stride
        && Arrays.equals(
            targets, from, targets.length, that.targets, that.from, that.targets.length)
        && Arrays.equals(
            cells, firstCell(), cells.length, that.cells, that.firstCell(), that.cells.length);
  }

  @Override
  public int hashCode() {
    return size() == 0 ? lead : Long.hashCode(target(0)) * 31 + size();
  }
}
