package io.millrace.ingest.source;

import io.millrace.events.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is delivered; fails when told to. */
final class RecordedDelivery implements Delivery {

  private final List<Event> events = new ArrayList<>();
  private boolean failing;

  @Override
  public void deliver(List<? extends Event> delivered) throws IOException {
    if (failing) {
      throw new IOException("no broker");
    }
    events.addAll(delivered);
  }

  void fail(boolean now) {
    failing = now;
  }

  <E extends Event> List<E> events(Class<E> type) {
    return events.stream().map(type::cast).toList();
  }
}
