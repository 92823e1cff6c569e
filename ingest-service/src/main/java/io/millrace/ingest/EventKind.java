package io.millrace.ingest;

import io.millrace.events.Event;
import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of event that come in; each has its own path and topic. */
public enum EventKind {
  TEXT(TextEvent.class, Topics.TEXT_EVENTS, Topics.TEXT_ACCEPTED),
  SENSOR(SensorEvent.class, Topics.SENSOR_EVENTS, Topics.SENSOR_ACCEPTED),
  SERIES(SeriesEvent.class, Topics.SERIES_EVENTS, Topics.SERIES_ACCEPTED);

  private static final List<EventKind> KINDS = List.of(values());

  private final Class<? extends Event> type;
  private final String topic;
  private final String acceptedTopic;
  private final Set<String> fields; // of the contract, and "json" for the bytes as a whole

  EventKind(Class<? extends Event> type, String topic, String acceptedTopic) {
    this.type = type;
    this.topic = topic;
    this.acceptedTopic = acceptedTopic;
    this.fields =
        Stream.concat(
                Stream.of("json"),
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** As in the path {@code /events/text} and in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Class<? extends Event> type() {
    return type;
  }

  /** What a field is counted as: names that no contract knows would be metrics without end. */
  String knownField(String path) {
    String first = path.split("[.\\[ ]", 2)[0];
    return fields.contains(first) ? first : "other";
  }

  /** Where its events are published. */
  public String topic() {
    return topic;
  }

  /** Where its events wait to be published once. */
  public String acceptedTopic() {
    return acceptedTopic;
  }

  /**
   * The kind whose accepted events lie on a topic.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventKind ofAccepted(String topic) {
    return first(kind -> kind.acceptedTopic.equals(topic), topic);
  }

  public static Optional<EventKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  public static EventKind of(Event event) {
    return first(kind -> kind.type.isInstance(event), event);
  }

  private static EventKind first(Predicate<EventKind> filter, Object what) {
    for (EventKind kind : KINDS) {
      if (filter.test(kind)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(what + " is not something that comes in");
  }
}
