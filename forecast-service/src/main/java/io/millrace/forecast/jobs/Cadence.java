package io.millrace.forecast.jobs;

import io.millrace.forecasting.Grid;
import java.time.Duration;

/**
 * Which closed steps get a forecast; the others are only scored. It follows from the step alone, so
 * that a replay decides the same.
 */
public sealed interface Cadence {

  Cadence EACH_STEP = new Steps(1);

  boolean includes(Grid grid, long slot);

  /** Each so many steps, counted on the series' grid. */
  record Steps(int every) implements Cadence {

    public Steps {
      if (every < 1) {
        throw new IllegalArgumentException("cadence.steps: must be at least 1, is " + every);
      }
    }

    @Override
    public boolean includes(Grid grid, long slot) {
      return Math.floorMod(slot, every) == 0;
    }
  }

  /** The first step in each span of time, counted from the epoch. */
  record Every(Duration span) implements Cadence {

    public Every {
      if (span.toMillis() < 1) {
        throw new IllegalArgumentException("cadence.every: must be at least 1 ms, is " + span);
      }
    }

    @Override
    public boolean includes(Grid grid, long slot) {
      return number(grid, slot) != number(grid, slot - 1);
    }

    private long number(Grid grid, long slot) {
      return Math.floorDiv(grid.at(slot).toEpochMilli(), span.toMillis());
    }
  }
}
