package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is delivered; fails when told to. */
final class RecordedDelivery implements Delivery {

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final List<Rejection> rejections = new CopyOnWriteArrayList<>();
  private volatile boolean failing;
  private volatile int failingAfter = Integer.MAX_VALUE;

  @Override
  public void deliver(List<? extends Event> delivered) throws IOException {
    requireBroker();
    events.addAll(delivered);
  }

  @Override
  public SortedMap<Integer, InvalidEventException> take(List<? extends Incoming> incoming)
      throws IOException {
    requireBroker();
    SortedMap<Integer, InvalidEventException> reasons = new TreeMap<>();
    for (int i = 0; i < incoming.size(); i++) {
      try {
        Event event = incoming.get(i).read();
        events.add(event);
      } catch (InvalidEventException why) {
        reasons.put(i, why);
        refused.add(new String(incoming.get(i).original(), UTF_8) + " | " + why.getMessage());
        incoming.get(i).rejection(why).ifPresent(rejections::add);
      }
    }
    return reasons;
  }

  private void requireBroker() throws IOException {
    if (failing || failingAfter-- == 0) {
      throw new IOException("no broker");
    }
  }

  void fail(boolean now) {
    failing = now;
  }

  /** Fails once, after so many calls that succeed. */
  void failAfter(int calls) {
    failingAfter = calls;
  }

  <E extends Event> List<E> events(Class<E> type) {
    return events.stream().map(type::cast).toList();
  }

  /** {@code bytes | field: reason} */
  List<String> refused() {
    return new ArrayList<>(refused);
  }

  List<Rejection> rejections() {
    return new ArrayList<>(rejections);
  }
}
