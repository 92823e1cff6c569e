package io.millrace.ingest.publish;

import io.millrace.events.EventRecords;
import io.millrace.ingest.EventKind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What tells a repeated event from another. A text or a frame is the same if key and {@code ce_id}
 * are. A series event has no id of its own, and several senders may each know some variates of one
 * instant: it is the same if key, {@code ce_id} (series, time, kind, revision) and value are.
 *
 * <p>Not thread-safe.
 */
final class Fingerprints {

  private static final String ID = "ce_id";

  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }

  /** Of a record on the topic of accepted events. */
  Fingerprint ofAccepted(EventKind kind, ConsumerRecord<byte[], byte[]> record) {
    return of(kind, EventRecords.ownId(record.headers()), record);
  }

  /** Of a record on the topic of published events; empty for what has no identity. */
  Optional<Fingerprint> ofPublished(EventKind kind, ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader(ID);
    return id == null
            || id.value() == null
            || record.headers().lastHeader(EventRecords.GIVEN_ID_HEADER) != null
        ? Optional.empty()
        : Optional.of(of(kind, id.value(), record));
  }

  private Fingerprint of(EventKind kind, byte[] id, ConsumerRecord<byte[], byte[]> record) {
    add(record.key());
    add(id);
    if (kind == EventKind.SERIES) {
      add(record.value());
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    return new Fingerprint(bytes.getLong(), bytes.getLong());
  }

  /** With its length, so that no two lists of parts run together into the same bytes. */
  private void add(byte[] part) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (part.length >> shift));
    }
    digest.update(part);
  }
}
