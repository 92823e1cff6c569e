package io.millrace.forecast.stream;

import io.millrace.forecasting.History;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The closed steps that wait for a pass: in memory in order, in a store for whoever comes after.
 */
final class DueQueue {

  /**
   * A closed step of a series.
   *
   * @param slot its number on the series' grid
   * @param history as it was when the step closed, or when the task was taken up
   * @param cause the record that closed it
   * @param since wall clock, in milliseconds; {@link #TAKEN_UP} = from a task before
   */
  record Due(String series, long slot, History history, Cause cause, long since) {

    /** In this process, in milliseconds. */
    long waited(long now) {
      return since == TAKEN_UP ? 0 : now - since;
    }
  }

  /** The clock of a task does not run yet when it is initialised. */
  private static final long TAKEN_UP = -1;

  private final KeyValueStore<String, DueSteps> store;
  private final Deque<Due> waiting = new ArrayDeque<>();
  private final Map<String, DueSteps> bySeries = new HashMap<>(); // as in the store

  /** Takes up what a task before this one left. */
  DueQueue(KeyValueStore<String, DueSteps> store, Function<String, History> histories) {
    this.store = store;
    try (KeyValueIterator<String, DueSteps> left = store.all()) {
      while (left.hasNext()) {
        KeyValue<String, DueSteps> entry = left.next();
        bySeries.put(entry.key, entry.value);
        enqueue(entry.key, entry.value.slots(), histories.apply(entry.key), Cause.NONE, TAKEN_UP);
      }
    }
  }

  int size() {
    return waiting.size();
  }

  /** Steps of one series. */
  int size(String series) {
    DueSteps steps = bySeries.get(series);
    return steps == null ? 0 : steps.slots().size();
  }

  /** Whether a later step of its series waits too. */
  boolean isOvertaken(Due due) {
    DueSteps steps = bySeries.getOrDefault(due.series(), DueSteps.NONE);
    return steps.slots().stream().anyMatch(slot -> slot > due.slot());
  }

  /** Whether the first has waited so long, in milliseconds; what was taken up has. */
  boolean isOld(long now, long wait) {
    Due first = waiting.peek();
    return first != null && (first.since() == TAKEN_UP || first.waited(now) >= wait);
  }

  void add(String series, List<Long> closed, History history, Cause cause, long now) {
    if (!closed.isEmpty()) {
      keep(series, bySeries.getOrDefault(series, DueSteps.NONE).plus(closed));
      enqueue(series, closed, history, cause, now);
    }
  }

  private void enqueue(String series, List<Long> slots, History history, Cause cause, long now) {
    slots.forEach(slot -> waiting.add(new Due(series, slot, history, cause, now)));
  }

  /** The first ones; each is then either {@link #done} or {@link #putBack}. */
  List<Due> take(int atMost) {
    List<Due> taken = new ArrayList<>(Math.min(atMost, waiting.size()));
    while (!waiting.isEmpty() && taken.size() < atMost) {
      taken.add(waiting.remove());
    }
    return taken;
  }

  /**
   * Before all others again.
   *
   * @param taken in the order in which they were taken
   */
  void putBack(List<Due> taken) {
    for (int i = taken.size() - 1; i >= 0; i--) {
      waiting.addFirst(taken.get(i));
    }
  }

  void done(Due due) {
    keep(due.series(), bySeries.getOrDefault(due.series(), DueSteps.NONE).minus(due.slot()));
  }

  /** None of the series' steps waits any longer. */
  void forget(String series) {
    waiting.removeIf(due -> due.series().equals(series));
    keep(series, DueSteps.NONE);
  }

  private void keep(String series, DueSteps steps) {
    if (steps.slots().isEmpty()) {
      bySeries.remove(series);
      store.delete(series);
    } else {
      bySeries.put(series, steps);
      store.put(series, steps);
    }
  }
}
