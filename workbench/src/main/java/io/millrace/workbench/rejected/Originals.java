package io.millrace.workbench.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.Rejection;
import io.millrace.workbench.broker.TopicScan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes the record anew that was refused: its key, bytes and headers, on its topic. */
final class Originals {

  /** Says of which rejection a record is the second chance, as {@code PARTITION@OFFSET}. */
  static final String REPLAY_OF = "millrace_replay_of";

  private static final String OURS = "millrace_";

  private final TopicScan scan;
  private final Map<String, Integer> partitions = new HashMap<>();

  Originals(TopicScan scan) {
    this.scan = scan;
  }

  /**
   * @throws UnreplayableException saying why not, if it cannot be made
   */
  ProducerRecord<byte[], byte[]> of(Rejected rejected) {
    Rejection rejection = rejected.rejection();
    requirePlace(rejection);
    if (!rejection.isCut()) {
      return record(rejected, rejection.key(), rejection.value(), rejection.original());
    }
    ConsumerRecord<byte[], byte[]> whole = whole(rejection);
    return record(rejected, whole.key(), whole.value(), whole.headers());
  }

  private void requirePlace(Rejection rejection) {
    if (rejection.partition() < 0) {
      throw new UnreplayableException(
          "it was refused before it was on any topic, so it has no key; send it to ingest-service");
    }
    int known =
        partitions.computeIfAbsent(rejection.topic(), topic -> scan.partitions(topic).orElse(0));
    if (rejection.partition() >= known) {
      throw new UnreplayableException(
          known == 0
              ? "there is no topic " + rejection.topic()
              : rejection.topic() + " has no partition " + rejection.partition());
    }
  }

  private ConsumerRecord<byte[], byte[]> whole(Rejection rejection) {
    return scan.at(new TopicPartition(rejection.topic(), rejection.partition()), rejection.offset())
        .filter(record -> isOf(rejection.truncated(), record.value()))
        .filter(record -> isOf(rejection.keyTruncated(), record.key()))
        .orElseThrow(
            () ->
                new UnreplayableException(
                    "only the start of its "
                        + kept(rejection)
                        + " was kept, and "
                        + rejection.topic()
                        + " no longer has it"));
  }

  /** What is given in whole may have any size, for no size is noted of it. */
  private static boolean isOf(@Nullable Integer size, byte @Nullable [] bytes) {
    return size == null || size == (bytes == null ? 0 : bytes.length);
  }

  private static String kept(Rejection rejection) {
    return rejection.keyTruncated() == null
        ? rejection.truncated() + " bytes"
        : "key of " + rejection.keyTruncated() + " bytes";
  }

  /** On the partition where it was, whoever chose that, and by whatever rule. */
  private static ProducerRecord<byte[], byte[]> record(
      Rejected rejected, byte @Nullable [] key, byte @Nullable [] value, Headers original) {
    Headers headers = new RecordHeaders();
    for (Header header : original) {
      if (!header.key().startsWith(OURS) || header.key().equals(EventRecords.ORIGIN_HEADER)) {
        headers.add(header);
      }
    }
    headers.add(REPLAY_OF, rejected.place().toString().getBytes(UTF_8));
    Rejection rejection = rejected.rejection();
    return new ProducerRecord<>(rejection.topic(), rejection.partition(), key, value, headers);
  }

  /** The rejection whose second chance this was; empty if it was its first. */
  static Optional<Place> replayed(Rejection rejection) {
    Header header = rejection.original().lastHeader(REPLAY_OF);
    try {
      return header == null || header.value() == null
          ? Optional.empty()
          : Optional.of(Place.parse(new String(header.value(), UTF_8)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
