package io.millrace.workbench.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.events.EventRecords;
import io.millrace.events.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Tells which {@link Flow} a record belongs to, and whether it stems from the recording. */
final class Flows {

  private static final Map<String, Flow> BY_TOPIC =
      Map.of(
          Topics.TEXT_EVENTS, Flow.TEXT_EVENTS,
          Topics.SENSOR_EVENTS, Flow.SENSOR_EVENTS,
          Topics.SERIES_EVENTS, Flow.SERIES_EVENTS,
          Topics.FORECASTS, Flow.FORECASTS,
          Topics.FORECAST_SCORES, Flow.FORECAST_SCORES,
          Topics.ALERTS, Flow.ALERTS,
          Topics.REJECTED_EVENTS, Flow.REJECTED_EVENTS);

  static final Set<String> TOPICS =
      Set.of(
          Topics.TEXT_EVENTS,
          Topics.SENSOR_EVENTS,
          Topics.SERIES_EVENTS,
          Topics.INFERENCES,
          Topics.FORECASTS,
          Topics.FORECAST_SCORES,
          Topics.ALERTS,
          Topics.REJECTED_EVENTS);

  private static final JsonFactory JSON = new JsonFactory();

  private Flows() {}

  /** Empty for an inference of a kind that is not counted. */
  static Optional<Flow> of(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().equals(Topics.INFERENCES)
        ? inference(record.value())
        : Optional.ofNullable(BY_TOPIC.get(record.topic()));
  }

  static boolean recorded(ConsumerRecord<byte[], byte[]> record) {
    Header origin = record.headers().lastHeader(EventRecords.ORIGIN_HEADER);
    return origin != null && new String(origin.value(), UTF_8).equals("recorded");
  }

  private static Optional<Flow> inference(byte[] json) {
    return switch (kind(json)) {
      case "text" -> Optional.of(Flow.TEXT_INFERENCES);
      case "sensor" -> Optional.of(Flow.SENSOR_INFERENCES);
      default -> Optional.empty();
    };
  }

  /** The top field {@code kind}, without reading what follows it. */
  private static String kind(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("kind");
        parser.nextToken();
        if (found) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }
}
