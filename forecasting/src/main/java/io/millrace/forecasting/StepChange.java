package io.millrace.forecasting;

import java.util.Optional;

/** Tells from a few readings in a row that they lie on another grid than their series. */
final class StepChange {

  /** Readings that show a step: as many as for the first grid. */
  static final int SHOWING = DetectingHistory.SHOWING;

  /** Distances this near to their mean are those of a timer; a gap or a doubled reading is not. */
  private static final double REGULAR = 0.2;

  /** Jitter moves the mean of so many regular distances by less than this share of a step. */
  private static final double OTHER_STEP = 0.1;

  /** Readings that came second in their steps; a single one is a mishap. */
  private static final int SHARING = 2;

  private static final double OTHER_PHASE = 0.25; // of a step

  private StepChange() {}

  /**
   * @param times rising
   * @param sharing how many of them are not the first reading of their step
   * @return their grid; empty while they may well lie on the one they were put on
   */
  static Optional<Grid> seen(Grid grid, long[] times, int sharing) {
    double spacing = (double) (times[times.length - 1] - times[0]) / (times.length - 1);
    if (times.length < SHOWING || !regular(times, spacing)) {
      return Optional.empty();
    }
    if (Math.abs(spacing / grid.stepMillis() - 1) > OTHER_STEP) {
      return Optional.of(Grid.spaced(times, spacing)).filter(found -> !found.equals(grid));
    }
    return sharing < SHARING
        ? Optional.empty()
        : Optional.of(likely(grid, times, spacing)).filter(found -> differs(grid, found));
  }

  /** A step that a clock has is not given up for one that a little jitter makes. */
  private static Grid likely(Grid grid, long[] times, double spacing) {
    return grid.ofAClock() ? Grid.detect(times, grid.step()) : Grid.spaced(times, spacing);
  }

  private static boolean regular(long[] times, double spacing) {
    for (int i = 1; i < times.length; i++) {
      if (Math.abs(times[i] - times[i - 1] - spacing) > REGULAR * spacing) {
        return false;
      }
    }
    return true;
  }

  private static boolean differs(Grid grid, Grid found) {
    long step = grid.stepMillis();
    long forward = Math.floorMod(found.phaseMillis() - grid.phaseMillis(), step);
    return found.stepMillis() != step || Math.min(forward, step - forward) >= OTHER_PHASE * step;
  }
}
