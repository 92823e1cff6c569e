package io.millrace.ingest.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.events.Envelope;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One valid example for each kind of event and media type, made of real events. */
final class EventExamples {

  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";
  static final String CLOUD_EVENT = "application/cloudevents+json";
  static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  static final List<String> MEDIA_TYPES = List.of(JSON, NDJSON, CSV, CLOUD_EVENT, CLOUD_EVENTS);

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Map<String, List<? extends Event>> EVENTS =
      Map.of(
          "text", List.of(text(1, "Connection lost"), text(2, "Connected again after 3 s")),
          "sensor", List.of(frame(1, 0.25, -0.5, 0.125), frame(2, 0.0625, 0.75, -0.25)),
          "series", List.of(reading(0, 21.5, 1.013), reading(60, 21.75, 1.012)));

  private EventExamples() {}

  /**
   * A body as it is sent, text or what becomes JSON; empty if there is no such body.
   *
   * @param kind {@code text}, {@code sensor} or {@code series}
   * @param mediaType without parameters
   */
  static Optional<Object> of(String kind, String mediaType) {
    List<? extends Event> events = EVENTS.getOrDefault(kind, List.of());
    if (events.isEmpty()) {
      return Optional.empty();
    }
    return switch (mediaType) {
      case JSON -> Optional.of(tree(events.get(0)));
      case NDJSON -> Optional.of(lines(events));
      case CSV -> kind.equals("series") ? Optional.of(table(events)) : Optional.empty();
      case CLOUD_EVENT -> Optional.of(enveloped(events.get(0)));
      case CLOUD_EVENTS -> Optional.of(events.stream().map(EventExamples::enveloped).toList());
      default -> Optional.empty();
    };
  }

  private static TextEvent text(int number, String text) {
    return new TextEvent(
        "pump-7-" + number, "pump-7", NOON.plusSeconds(number), text, Map.of("level", "WARN"));
  }

  private static SensorEvent frame(int number, double... samples) {
    Map<String, double[]> channels = new TreeMap<>(Map.of("x", samples, "y", samples));
    return new SensorEvent(
        "pump-7-frame-" + number, "pump-7", NOON.plusSeconds(number), 100, channels, Map.of());
  }

  private static SeriesEvent reading(int seconds, double temperature, double pressure) {
    Map<String, Double> values = new TreeMap<>();
    values.put("temperature", temperature);
    values.put("pressure", pressure);
    return new SeriesEvent(
        "pump-7", NOON.plusSeconds(seconds), 0, SeriesEvent.Kind.OBSERVED, values, Map.of());
  }

  private static Object tree(Event event) {
    try {
      return MAPPER.readValue(json(event), Map.class);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String json(Event event) {
    return new String(EventJson.write(event), UTF_8);
  }

  private static String lines(List<? extends Event> events) {
    return events.stream().map(event -> json(event) + "\n").collect(Collectors.joining());
  }

  /** A column of times, and one for each variate. */
  private static String table(List<? extends Event> events) {
    StringBuilder rows = new StringBuilder();
    for (Event event : events) {
      Map<String, Double> values = ((SeriesEvent) event).values();
      if (rows.isEmpty()) {
        rows.append("time,").append(String.join(",", values.keySet())).append('\n');
      }
      rows.append(event.envelope().time());
      values.values().forEach(value -> rows.append(',').append(value));
      rows.append('\n');
    }
    return rows.toString();
  }

  /** In structured mode; what the envelope says is what the event says. */
  private static Map<String, Object> enveloped(Event event) {
    Envelope envelope = event.envelope();
    Map<String, Object> cloudEvent = new LinkedHashMap<>();
    cloudEvent.put("specversion", "1.0");
    cloudEvent.put("id", envelope.id());
    cloudEvent.put("source", envelope.key());
    cloudEvent.put("type", "io.millrace." + envelope.kind() + ".v1");
    cloudEvent.put("time", envelope.time().toString());
    cloudEvent.put("datacontenttype", JSON);
    cloudEvent.put("data", tree(event));
    return cloudEvent;
  }
}
