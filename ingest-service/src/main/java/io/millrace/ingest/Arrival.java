package io.millrace.ingest;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * How an event came in.
 *
 * @param identified whether its id is the sender's, so that a repeat can be recognised
 * @param traced headers that carry the sender's trace on
 */
public record Arrival(boolean identified, List<Header> traced) {

  /** With an id of its own, and without a trace. */
  public static final Arrival IDENTIFIED = new Arrival(true, List.of());

  public Arrival {
    traced = List.copyOf(traced);
  }
}
