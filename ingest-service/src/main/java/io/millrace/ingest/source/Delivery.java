package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** How a source hands on its events. */
interface Delivery {

  /**
   * Returns once Kafka has acknowledged all of the events, which are sent in their order and
   * together.
   *
   * @throws IOException if one of them is not acknowledged; others may have been
   */
  void deliver(List<? extends Event> events) throws IOException, InterruptedException;

  /** As {@link #deliver(List)}, of one event. */
  default void deliver(Event event) throws IOException, InterruptedException {
    deliver(List.of(event));
  }

  /**
   * Sends what can be read, in its order and together, and files the rest on {@code
   * rejected-events}. Returns once Kafka has acknowledged all of it.
   *
   * @return why something was refused, by its place in the list
   * @throws IOException if something is not acknowledged; the rest may have been
   */
  SortedMap<Integer, InvalidEventException> take(List<? extends Incoming> incoming)
      throws IOException, InterruptedException;
}
