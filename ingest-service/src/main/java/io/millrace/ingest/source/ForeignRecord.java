package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import io.millrace.ingest.EventKind;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record of a foreign topic. */
record ForeignRecord(ConsumerRecord<byte[], byte[]> record, TopicMapping mapping)
    implements Incoming {

  private static final String STAGE = "mapping";
  private static final int REASON_LIMIT = 1_000; // characters

  /** A topic takes 1 MiB by default, with what is said about the record. */
  private static final int WHOLE_LIMIT = 1_000_000; // bytes of value, key and headers

  private static final int KEY_LIMIT = 500_000; // bytes

  @Override
  public EventKind kind() {
    return mapping.kind();
  }

  @Override
  public Event read() {
    return mapping.event(record);
  }

  @Override
  public byte[] original() {
    return record.value() == null ? new byte[0] : record.value();
  }

  /** Of one too large the value and the headers are left out; the record lies at its offset. */
  @Override
  public Optional<Rejection> rejection(InvalidEventException why) {
    boolean fits = length(record.key()) + length(record.value()) + headerBytes() <= WHOLE_LIMIT;
    boolean keyFits = fits || length(record.key()) <= KEY_LIMIT;
    return Optional.of(
        new Rejection(
            keyFits ? record.key() : null,
            fits ? record.value() : null,
            fits ? record.headers() : new RecordHeaders(),
            record.topic(),
            record.partition(),
            record.offset(),
            STAGE,
            reason(why),
            null,
            null,
            fits ? null : (Integer) length(record.value()),
            keyFits ? null : (Integer) length(record.key())));
  }

  private static String reason(InvalidEventException why) {
    String reason = why.field() + ": " + why.reason();
    return reason.substring(0, Math.min(reason.length(), REASON_LIMIT));
  }

  private int headerBytes() {
    Headers headers = record.headers();
    int bytes = 0;
    for (var header : headers) {
      bytes += 16 + 3 * header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
