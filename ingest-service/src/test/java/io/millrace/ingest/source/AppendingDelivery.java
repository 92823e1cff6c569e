package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;

/** Appends to a file, once, while something of it is being delivered. */
final class AppendingDelivery implements Delivery {

  private final Delivery next;
  private final Path file;
  private final String text;
  private boolean appended;

  AppendingDelivery(Delivery next, Path file, String text) {
    this.next = next;
    this.file = file;
    this.text = text;
  }

  @Override
  public void deliver(List<? extends Event> events) throws IOException, InterruptedException {
    next.deliver(events);
  }

  @Override
  public SortedMap<Integer, InvalidEventException> take(List<? extends Incoming> incoming)
      throws IOException, InterruptedException {
    SortedMap<Integer, InvalidEventException> refused = next.take(incoming);
    if (!appended) {
      Files.writeString(file, text, StandardOpenOption.APPEND);
      appended = true;
    }
    return refused;
  }
}
