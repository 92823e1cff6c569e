package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * @param truncated bytes of the whole value (none counts as 0), if {@code value} is but its start
 *     or the original headers are left out: the record itself lies at its offset, as long as its
 *     topic keeps it
 * @param keyTruncated bytes of the whole key, if {@code key} is but its start
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
    @Nullable String version,
    @Nullable Integer truncated,
    @Nullable Integer keyTruncated) {

  /**
   * Header that says of which rejection a record is the second chance, {@code PARTITION@OFFSET}.
   */
  public static final String REPLAY_OF = "millrace_replay_of";

  private static final String OURS = "millrace_";

  private static final String TOPIC = "millrace_topic";
  private static final String PARTITION = "millrace_partition";
  private static final String OFFSET = "millrace_offset";
  private static final String STAGE = "millrace_stage";
  private static final String REASON = "millrace_reason";
  private static final String MODEL = "millrace_model";
  private static final String VERSION = "millrace_version";
  private static final String TRUNCATED = "millrace_truncated";
  private static final String KEY_TRUNCATED = "millrace_key_truncated";

  public Rejection {
    key = key == null ? null : key.clone();
    value = value == null ? null : value.clone();
    original = new RecordHeaders(Check.present("original", original).toArray());
    Check.name("topic", topic);
    Check.name("stage", stage);
    Check.present("reason", reason);
    if (truncated != null) {
      Check.atLeast("truncated", truncated, value == null ? 0 : value.length);
    }
    if (keyTruncated != null) {
      Check.atLeast("keyTruncated", keyTruncated, key == null ? 0 : key.length);
    }
  }

  /** Whole, as it came. */
  public Rejection(
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
    this(key, value, original, topic, partition, offset, stage, reason, model, version, null, null);
  }

  /** Whether it is less than the record that was refused. */
  public boolean isCut() {
    return truncated != null || keyTruncated != null;
  }

  /**
   * What {@link #toRecord} wrote. The original headers come first, so of a record that was refused
   * before, and sent in again with the headers of that, those are original headers too.
   *
   * @throws InvalidEventException naming the header that is missing or wrong
   */
  public static Rejection from(ConsumerRecord<byte[], byte[]> rejected) {
    RejectionHeaders headers = RejectionHeaders.of(rejected.headers(), TOPIC);
    return new Rejection(
        rejected.key(),
        rejected.value(),
        headers.original(),
        headers.required(TOPIC),
        (int) headers.number(PARTITION, Integer.MAX_VALUE),
        headers.number(OFFSET, Long.MAX_VALUE),
        headers.required(STAGE),
        headers.required(REASON),
        headers.optional(MODEL),
        headers.optional(VERSION),
        size(headers, TRUNCATED),
        size(headers, KEY_TRUNCATED));
  }

  private static @Nullable Integer size(RejectionHeaders headers, String name) {
    return headers.optional(name) == null ? null : (int) headers.number(name, Integer.MAX_VALUE);
  }

  /**
   * A record for {@code rejected-events}; of a header given twice, the last is this rejection's.
   */
  public ProducerRecord<byte[], byte[]> toRecord() {
    Headers headers = new RecordHeaders(original.toArray());
    add(headers, TOPIC, topic);
    add(headers, PARTITION, Integer.toString(partition));
    add(headers, OFFSET, Long.toString(offset));
    add(headers, STAGE, stage);
    add(headers, REASON, reason);
    add(headers, MODEL, model);
    add(headers, VERSION, version);
    add(headers, TRUNCATED, truncated == null ? null : truncated.toString());
    add(headers, KEY_TRUNCATED, keyTruncated == null ? null : keyTruncated.toString());
    return new ProducerRecord<>(Topics.REJECTED_EVENTS, null, key, value, headers);
  }

  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(UTF_8));
    }
  }

  /**
   * The record that was refused, made anew: on the partition where it was, whoever chose that, and
   * by whatever rule. Of headers of ours only its origin stays.
   *
   * @param wholeKey as it was; that of the rejection may be cut off, as may its bytes
   * @param place of the rejection, {@code PARTITION@OFFSET}
   */
  public ProducerRecord<byte[], byte[]> secondChance(
      @Nullable byte[] wholeKey, @Nullable byte[] whole, Headers headers, String place) {
    Headers kept = new RecordHeaders();
    for (Header header : headers) {
      if (!header.key().startsWith(OURS) || header.key().equals(EventRecords.ORIGIN_HEADER)) {
        kept.add(header);
      }
    }
    kept.add(REPLAY_OF, place.getBytes(UTF_8));
    return new ProducerRecord<>(topic, partition, wholeKey, whole, kept);
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
        && Objects.equals(version, that.version)
        && Objects.equals(truncated, that.truncated)
        && Objects.equals(keyTruncated, that.keyTruncated);
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
