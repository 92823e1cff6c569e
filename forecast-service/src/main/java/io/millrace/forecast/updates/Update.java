package io.millrace.forecast.updates;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Topics;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that somebody may watch for.
 *
 * @param series that it is about
 */
public record Update(String series, Message message) {

  /** What is told of each topic. */
  static final Map<String, String> TOPICS =
      Map.of(
          Topics.FORECASTS, "forecast",
          Topics.FORECAST_SCORES, "scores",
          Topics.FORECAST_DECISIONS, "decision",
          Topics.ALERTS, "alert");

  /** Empty if the record is about no series. */
  static Optional<Update> of(ConsumerRecord<byte[], byte[]> record) {
    String series = record.value() == null ? null : series(record);
    if (series == null) {
      return Optional.empty();
    }
    String id = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    String data = new String(record.value(), UTF_8);
    return Optional.of(new Update(series, new Message(id, TOPICS.get(record.topic()), data, null)));
  }

  /** Their key is the series; that of alerts holds rule and variate as well. */
  private static @Nullable String series(ConsumerRecord<byte[], byte[]> record) {
    if (!record.topic().equals(Topics.ALERTS)) {
      return record.key() == null ? null : new String(record.key(), UTF_8);
    }
    try {
      return EventJson.read(Alert.class, record.value()).labels().get("series");
    } catch (InvalidEventException foreign) {
      return null;
    }
  }

  int size() {
    return message.data() == null ? 0 : message.data().length();
  }
}
