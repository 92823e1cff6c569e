package io.millrace.forecast.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The closed steps that wait for a pass: in memory in order, in a store for whoever comes after.
 */
final class DueQueue {

  /** A closed step of a series, by its number on the series' grid. */
  record Due(String series, long slot) {}

  private final KeyValueStore<String, DueSteps> store;
  private final Deque<Due> waiting = new ArrayDeque<>();

  /** Takes up what a task before this one left. */
  DueQueue(KeyValueStore<String, DueSteps> store) {
    this.store = store;
    try (KeyValueIterator<String, DueSteps> left = store.all()) {
      while (left.hasNext()) {
        KeyValue<String, DueSteps> steps = left.next();
        steps.value.slots().forEach(slot -> waiting.add(new Due(steps.key, slot)));
      }
    }
  }

  int size() {
    return waiting.size();
  }

  void add(String series, List<Long> closed) {
    if (!closed.isEmpty()) {
      store.put(series, steps(series).plus(closed));
      closed.forEach(slot -> waiting.add(new Due(series, slot)));
    }
  }

  /** The oldest ones, which are then no longer due. */
  List<Due> take(int atMost) {
    List<Due> taken = new ArrayList<>();
    while (!waiting.isEmpty() && taken.size() < atMost) {
      taken.add(waiting.remove());
    }
    taken.forEach(this::forget);
    return taken;
  }

  private void forget(Due due) {
    DueSteps left = steps(due.series()).minus(due.slot());
    if (left.slots().isEmpty()) {
      store.delete(due.series());
    } else {
      store.put(due.series(), left);
    }
  }

  private DueSteps steps(String series) {
    DueSteps steps = store.get(series);
    return steps == null ? new DueSteps(List.of()) : steps;
  }
}
