package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.ingest.EventKind;
import java.util.function.Supplier;

/**
 * A line of a dropped file.
 *
 * @param number counted from 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DroppedLine(long number, EventKind kind, byte[] original, Supplier<Event> event)
    implements Incoming {

  @Override
  public Event read() {
    return event.get();
  }
}
