package io.millrace.inference.batch;

import io.millrace.events.Rejection;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Writes rejections that {@code rejected-events} takes. A record may be as large as its topic
 * allows, and its rejection is larger still by what is said about it: one that the broker refused
 * would hold up its partition for ever. So of one that leaves no room the value is cut; if that is
 * not enough, the original headers are left out, and then the key is cut. The rejection says so,
 * and the record itself stays at its offset.
 *
 * @param maximumBytes of a rejection: key, value and headers
 */
public record RejectionWriter(int maximumBytes) implements Rejections {

  /** What a record costs beside its bytes, at most. */
  private static final int OVERHEAD = 256;

  /** What a header costs beside its bytes, at most. */
  private static final int HEADER_OVERHEAD = 10;

  /** What it costs to say that a key is cut, at most. */
  private static final int KEY_HEADER = 100;

  private static final int LONGEST_REASON = 1_000; // characters

  /** Which record is refused, and why. */
  private record Refused(
      ConsumerRecord<byte[], byte[]> record, ModelIdentity model, Stage stage, String reason) {

    ProducerRecord<byte[], byte[]> whole() {
      return written(record.key(), record.value(), record.headers(), null, null);
    }

    ProducerRecord<byte[], byte[]> cut(
        byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
      int fullKey = length(record.key());
      return written(
          key, value, headers, length(record.value()), length(key) < fullKey ? fullKey : null);
    }

    private ProducerRecord<byte[], byte[]> written(
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        @Nullable Integer truncated,
        @Nullable Integer keyTruncated) {
      return new Rejection(
              key,
              value,
              headers,
              record.topic(),
              record.partition(),
              record.offset(),
              stage.toString(),
              reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
              model == ModelIdentity.UNKNOWN ? null : model.name(),
              model == ModelIdentity.UNKNOWN ? null : model.version(),
              truncated,
              keyTruncated)
          .toRecord();
    }
  }

  @Override
  public Optional<ProducerRecord<byte[], byte[]>> write(
      ConsumerRecord<byte[], byte[]> record, ModelIdentity model, Stage stage, String reason) {
    return Optional.of(fitting(new Refused(record, model, stage, reason)));
  }

  private ProducerRecord<byte[], byte[]> fitting(Refused refused) {
    ProducerRecord<byte[], byte[]> whole = refused.whole();
    return surplus(whole) <= 0 ? whole : cut(refused, refused.record());
  }

  private ProducerRecord<byte[], byte[]> cut(
      Refused refused, ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    Headers headers = record.headers();
    byte[] value = shorter(record.value(), surplus(refused.cut(key, record.value(), headers)));
    if (surplus(refused.cut(key, value, headers)) > 0) {
      headers = new RecordHeaders();
    }
    int surplus = surplus(refused.cut(key, value, headers));
    return refused.cut(surplus > 0 ? shorter(key, surplus + KEY_HEADER) : key, value, headers);
  }

  private static byte @Nullable [] shorter(byte @Nullable [] bytes, int by) {
    return bytes == null ? null : Arrays.copyOf(bytes, Math.max(0, bytes.length - by));
  }

  private int surplus(ProducerRecord<byte[], byte[]> record) {
    int size = OVERHEAD + length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += HEADER_OVERHEAD + header.key().length() * 3 + length(header.value());
    }
    return size - maximumBytes;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
