package io.millrace.inference.batch;

import io.millrace.events.Rejection;
import java.nio.charset.StandardCharsets;
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
 * would hold up its partition for ever. So a value that leaves no room is cut, and the header
 * {@code millrace_truncated} gives its full size in bytes; the record itself stays at its offset.
 *
 * @param maximumBytes of a rejection: key, value and headers
 */
public record RejectionWriter(int maximumBytes) implements Rejections {

  private static final String TRUNCATED = "millrace_truncated";

  /** What a record costs beside its bytes, at most. */
  private static final int OVERHEAD = 256;

  /** What a header costs beside its bytes, at most. */
  private static final int HEADER_OVERHEAD = 10;

  private static final int LONGEST_REASON = 1_000; // characters

  @Override
  public Optional<ProducerRecord<byte[], byte[]>> write(
      ConsumerRecord<byte[], byte[]> record, ModelIdentity model, Stage stage, String reason) {
    return Optional.of(fitting(record, model, stage, reason));
  }

  private ProducerRecord<byte[], byte[]> fitting(
      ConsumerRecord<byte[], byte[]> record, ModelIdentity model, Stage stage, String reason) {
    ProducerRecord<byte[], byte[]> whole =
        rejection(record, model, stage, reason, record.value(), record.headers());
    byte[] value = record.value();
    int surplus = size(whole) - maximumBytes;
    if (surplus <= 0 || value == null) {
      return whole;
    }
    boolean headersFit = surplus < value.length;
    ProducerRecord<byte[], byte[]> cut =
        rejection(
            record,
            model,
            stage,
            reason,
            Arrays.copyOf(value, headersFit ? value.length - surplus : 0),
            headersFit ? record.headers() : new RecordHeaders());
    cut.headers()
        .add(TRUNCATED, Integer.toString(value.length).getBytes(StandardCharsets.US_ASCII));
    return cut;
  }

  private static ProducerRecord<byte[], byte[]> rejection(
      ConsumerRecord<byte[], byte[]> record,
      ModelIdentity model,
      Stage stage,
      String reason,
      byte @Nullable [] value,
      Headers headers) {
    return new Rejection(
            record.key(),
            value,
            headers,
            record.topic(),
            record.partition(),
            record.offset(),
            stage.toString(),
            reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
            model == ModelIdentity.UNKNOWN ? null : model.name(),
            model == ModelIdentity.UNKNOWN ? null : model.version())
        .toRecord();
  }

  private static int size(ProducerRecord<byte[], byte[]> record) {
    int size = OVERHEAD + length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += HEADER_OVERHEAD + header.key().length() * 3 + length(header.value());
    }
    return size;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
