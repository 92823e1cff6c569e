package io.millrace.forecasting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reading on its way into a history, and the watermark that it pushes on. Readings close one by
 * one in the order of their event times, whatever order they arrived in, and each may be the one
 * that shows another step: so the order of arrival does not matter.
 */
final class Advance {

  private final HistoryPolicy policy;
  private final long newest;
  private final Grid before;
  private final List<Long> closed = new ArrayList<>(1);
  private GriddedHistory history;

  /**
   * @param newest event time of the newest reading, the one on its way included
   */
  Advance(GriddedHistory history, HistoryPolicy policy, long newest) {
    this.history = history;
    this.before = history.steps();
    this.policy = policy;
    this.newest = newest;
  }

  Acceptance with(Observation reading) {
    closeUpTo(reading.at().toEpochMilli() - 1); // with it in its place the rest is closed
    long keptFrom = policy.keptFrom(history.steps(), watermark());
    history = history.withVariatesOf(reading).with(reading, keptFrom);
    return outcome();
  }

  /** For a history that holds its readings already. */
  Acceptance outcome() {
    closeUpTo(Long.MAX_VALUE);
    History next = history.tidied(policy);
    return new Acceptance(
        next,
        before.equals(history.steps())
            ? new Acceptance.Accepted(closed)
            : new Acceptance.Regridded(before.step(), history.steps().step(), closed));
  }

  private void closeUpTo(long last) {
    long next = history.firstOpen();
    while (next <= Math.min(watermark(), last)) {
      close(next);
      next = history.firstOpen();
    }
    history = history.closedUpTo(Math.min(watermark(), last));
  }

  /** On the grid of now: a finer one has less room for late readings. */
  private long watermark() {
    return policy.watermark(history.steps(), newest);
  }

  private void close(long time) {
    history = history.closedUpTo(time);
    long slot = history.steps().slot(time);
    if (history.time(slot) == time) {
      closed.add(slot);
    }
    if (policy.step() != null ? !isStated(policy.step()) : mayHaveChanged(slot)) {
      long[] last = LastClosed.times(history, StepChange.SHOWING, policy.depth(history.steps()));
      changed(slot, last).ifPresent(grid -> beginAnew(grid, last[0]));
    }
  }

  private boolean isStated(Duration step) {
    return step.toMillis() == history.steps().stepMillis();
  }

  /** A step after the one before it and alone in its own is the usual case, and no news. */
  private boolean mayHaveChanged(long slot) {
    return !history.crowded().isEmpty() || !history.rows().observed(slot - 1);
  }

  private Optional<Grid> changed(long slot, long[] last) {
    if (policy.step() != null) {
      return Optional.of(Grid.detect(last, policy.step()));
    }
    int sharing = LastClosed.sharing(history, last[0]); // open readings must not decide
    return sharing == 0 && history.rows().observed(slot - 1)
        ? Optional.empty()
        : StepChange.seen(history.steps(), last, sharing);
  }

  private void beginAnew(Grid grid, long first) {
    List<Observation> told = history.known().readings(history.steps());
    history = GriddedHistory.of(grid, history.readingsFrom(first), first - 1);
    for (Observation each : told) {
      history = (GriddedHistory) history.known(each, policy).history();
    }
    closed.clear();
  }
}
