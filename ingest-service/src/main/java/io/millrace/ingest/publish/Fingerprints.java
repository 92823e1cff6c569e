package io.millrace.ingest.publish;

import io.millrace.events.EventRecords;
import io.millrace.events.Topics;
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

  /** Empty for what has no identity. */
  Optional<Fingerprint> of(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader(ID);
    if (id == null
        || id.value() == null
        || record.headers().lastHeader(EventRecords.GIVEN_ID_HEADER) != null) {
      return Optional.empty();
    }
    add(record.key());
    add(id.value());
    if (record.topic().equals(Topics.SERIES_EVENTS)
        || record.topic().equals(Topics.SERIES_ACCEPTED)) {
      add(record.value());
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    return Optional.of(new Fingerprint(bytes.getLong(), bytes.getLong()));
  }

  /** With its length, so that no two lists of parts run together into the same bytes. */
  private void add(byte[] part) {
    int length = part == null ? -1 : part.length;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (length >> shift));
    }
    if (part != null) {
      digest.update(part);
    }
  }
}
