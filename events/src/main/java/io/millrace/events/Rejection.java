package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that was refused: its key, bytes and headers as they came, where it came from, and why.
 *
 * @param topic the topic it was on or meant for
 * @param partition -1 if it never reached a topic
 * @param offset -1 if it never reached a topic
 * @param stage who refused it: {@code ingest}, {@code decode}, {@code inference}, …
 * @param reason one sentence
 * @param model the model that was to read it, if that was known
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode look into them
public record Rejection(
    @Nullable byte[] key,
    @Nullable byte[] value,
    Headers original,
    String topic,
    int partition,
    long offset,
    String stage,
    String reason,
    @Nullable String model,
    @Nullable String version) {

  public Rejection {
    key = key == null ? null : key.clone();
    value = value == null ? null : value.clone();
    original = new RecordHeaders(Check.present("original", original).toArray());
    Check.name("topic", topic);
    Check.name("stage", stage);
    Check.present("reason", reason);
  }

  /**
   * A record for {@code rejected-events}; of a header given twice, the last is this rejection's.
   */
  public ProducerRecord<byte[], byte[]> toRecord() {
    Headers headers = new RecordHeaders(original.toArray());
    add(headers, "millrace_topic", topic);
    add(headers, "millrace_partition", Integer.toString(partition));
    add(headers, "millrace_offset", Long.toString(offset));
    add(headers, "millrace_stage", stage);
    add(headers, "millrace_reason", reason);
    add(headers, "millrace_model", model);
    add(headers, "millrace_version", version);
    return new ProducerRecord<>(Topics.REJECTED_EVENTS, null, key, value, headers);
  }

  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(UTF_8));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rejection that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && Arrays.equals(original.toArray(), that.original.toArray())
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && stage.equals(that.stage)
        && reason.equals(that.reason)
        && Objects.equals(model, that.model)
        && Objects.equals(version, that.version);
  }

  @Override
  public int hashCode() {
    Header[] headers = original.toArray();
    return Objects.hash(
        Arrays.hashCode(key), Arrays.hashCode(value), headers.length, topic, partition, offset);
  }

  @Override
  public String toString() {
    return "Rejection["
        + topic
        + "-"
        + partition
        + "@"
        + offset
        + ", "
        + stage
        + ": "
        + reason
        + "]";
  }
}
