package io.millrace.ingest.source;

import io.millrace.events.Event;
import java.io.IOException;
import java.util.List;

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
}
