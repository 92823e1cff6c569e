package io.millrace.ingest;

import io.millrace.events.Event;
import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of event that come in; each has its own path and topic. */
public enum EventKind {
  TEXT(TextEvent.class, Topics.TEXT_EVENTS),
  SENSOR(SensorEvent.class, Topics.SENSOR_EVENTS),
  SERIES(SeriesEvent.class, Topics.SERIES_EVENTS);

  private final Class<? extends Event> type;
  private final String topic;

  EventKind(Class<? extends Event> type, String topic) {
    this.type = type;
    this.topic = topic;
  }

  /** As in the path {@code /events/text} and in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Class<? extends Event> type() {
    return type;
  }

  String topic() {
    return topic;
  }

  static Optional<EventKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  static EventKind of(Event event) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.isInstance(event))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(event + " is not something that comes in"));
  }
}
