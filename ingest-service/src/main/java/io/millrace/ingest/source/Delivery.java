package io.millrace.ingest.source;

import io.millrace.events.Event;
import java.io.IOException;

/** How a source hands on its events. */
interface Delivery {

  /**
   * Returns once Kafka has acknowledged the event.
   *
   * @throws IOException if it does not
   */
  void deliver(Event event) throws IOException, InterruptedException;
}
