package io.millrace.workbench.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Rejection;
import io.millrace.workbench.broker.TopicScan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes the record anew that was refused: its key, bytes and headers, on its topic. */
final class Originals {

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
    String place = rejected.place().toString();
    if (!rejection.isCut()) {
      return rejection.secondChance(
          rejection.key(), rejection.value(), rejection.original(), place);
    }
    ConsumerRecord<byte[], byte[]> whole = whole(rejection);
    return rejection.secondChance(whole.key(), whole.value(), whole.headers(), place);
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

  /** The rejection whose second chance this was; empty if it was its first. */
  static Optional<Place> replayed(Rejection rejection) {
    Header header = rejection.original().lastHeader(Rejection.REPLAY_OF);
    try {
      return header == null || header.value() == null
          ? Optional.empty()
          : Optional.of(Place.parse(new String(header.value(), UTF_8)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
