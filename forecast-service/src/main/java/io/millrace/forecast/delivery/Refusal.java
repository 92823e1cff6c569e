package io.millrace.forecast.delivery;

import io.millrace.events.Rejection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What a receiver will never take, as it goes to {@code rejected-events}. */
final class Refusal {

  private static final String STAGE = "delivery";

  /** A topic takes 1 MiB by default, with what is said about the record. */
  private static final int WHOLE_LIMIT = 1_000_000; // bytes of value, key and headers

  private static final int KEY_LIMIT = 500_000; // bytes

  private Refusal() {}

  /**
   * The record's own bytes; of one too large only the key, if that is not. It lies at its offset.
   */
  static Rejection of(ConsumerRecord<byte[], byte[]> record, String reason) {
    int key = length(record.key());
    int value = length(record.value());
    boolean fits = (long) key + value + bytes(record.headers()) <= WHOLE_LIMIT;
    boolean keyFits = fits || key <= KEY_LIMIT;
    return new Rejection(
        keyFits ? record.key() : null,
        fits ? record.value() : null,
        fits ? record.headers() : new RecordHeaders(),
        record.topic(),
        record.partition(),
        record.offset(),
        STAGE,
        reason,
        null,
        null,
        fits ? null : Integer.valueOf(value),
        keyFits ? null : Integer.valueOf(key));
  }

  private static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += 16 + 3L * header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
