package io.millrace.console.recent;

import io.millrace.events.Rejection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A rejection, as far as a page shows it.
 *
 * @param place {@code PARTITION@OFFSET} on {@code rejected-events}
 * @param origin topic, partition and offset where it was; only the topic if it never was on one
 * @param bytes of the whole value
 * @param value its start in Base64
 * @param replayable whether it can be put on its topic again
 */
public record Refused(
    String place,
    Instant at,
    String topic,
    String origin,
    String stage,
    String reason,
    @Nullable String key,
    @Nullable String model,
    int bytes,
    String value,
    boolean replayable) {

  private static final int SHOWN = 4_096; // bytes

  static Refused of(ConsumerRecord<byte[], byte[]> record) {
    Rejection rejection = Rejection.from(record);
    byte[] value = rejection.value() == null ? new byte[0] : rejection.value();
    byte[] key = rejection.key();
    return new Refused(
        record.partition() + "@" + record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        rejection.topic(),
        origin(rejection),
        rejection.stage(),
        rejection.reason(),
        key == null ? null : new String(key, java.nio.charset.StandardCharsets.UTF_8),
        model(rejection),
        rejection.truncated() == null ? value.length : rejection.truncated(),
        Base64.getEncoder().encodeToString(Arrays.copyOf(value, Math.min(value.length, SHOWN))),
        rejection.partition() >= 0 && !rejection.isCut());
  }

  private static String origin(Rejection rejection) {
    return rejection.offset() < 0
        ? rejection.topic()
        : rejection.topic() + " " + rejection.partition() + "@" + rejection.offset();
  }

  private static @Nullable String model(Rejection rejection) {
    String version = rejection.version() == null ? "" : " " + rejection.version();
    return rejection.model() == null ? null : rejection.model() + version;
  }
}
