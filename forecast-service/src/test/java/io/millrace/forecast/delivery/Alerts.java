package io.millrace.forecast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Alerts to deliver. */
final class Alerts {

  static final TopicPartition PARTITION = new TopicPartition(Topics.ALERTS, 0);
  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private Alerts() {}

  static Alert firing(String key, int sequence) {
    return alert(key, sequence, null, "warning");
  }

  static Alert resolved(String key, int sequence) {
    return alert(key, sequence, NOON.plusSeconds(60), "warning");
  }

  static Alert alert(String key, int sequence, Instant end, String severity) {
    return new Alert(
        "limit|" + key + "|1",
        "limit",
        key,
        end == null ? Alert.State.FIRING : Alert.State.RESOLVED,
        sequence,
        severity,
        NOON,
        end,
        null,
        null,
        0.75,
        Map.of("series", key),
        Map.of("summary", key + " is near its limit"),
        Map.of("limit", 0.9));
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, Alert alert) {
    return record(offset, EventRecords.key(alert), EventJson.write(alert));
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, byte[] key, byte[] value) {
    return new ConsumerRecord<>(
        PARTITION.topic(),
        PARTITION.partition(),
        offset,
        NOON.plusSeconds(offset).toEpochMilli(),
        TimestampType.CREATE_TIME,
        key.length,
        value == null ? 0 : value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  static Change change(long offset, Alert alert) {
    return Change.of(record(offset, alert));
  }

  static ConsumerRecord<byte[], byte[]> foreign(long offset) {
    return record(offset, "k".getBytes(UTF_8), "{\"no\":\"alert\"}".getBytes(UTF_8));
  }
}
