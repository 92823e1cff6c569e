package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import io.millrace.ingest.EventKind;
import java.util.Optional;

/** Something that came from outside and has yet to be read. */
interface Incoming {

  EventKind kind();

  /**
   * The event that it is; the same one each time, so that it may be sent again.
   *
   * @throws InvalidEventException if it is none of its kind
   */
  Event read();

  /** Its bytes, as they came. */
  byte[] original();

  /** How it is filed if it was a record with a key, headers and a place of its own. */
  default Optional<Rejection> rejection(InvalidEventException why) {
    return Optional.empty();
  }
}
