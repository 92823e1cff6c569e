package io.millrace.ingest.publish;

import io.millrace.ingest.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Learns what a published partition has by reading its end: the topic itself is the stage's memory,
 * so there is no state that could disagree with it.
 */
final class PublishedTail {

  private static final Duration PATIENCE =
      Duration.ofSeconds(30); // an open transaction ends by then
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int READ_FACTOR = 2; // events without ids lie between those with

  private final PublishSettings settings;
  private final Fingerprints fingerprints;
  private final Clock clock;

  PublishedTail(PublishSettings settings, Fingerprints fingerprints, Clock clock) {
    this.settings = settings;
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /**
   * Reads up to what the partition holds now, open transactions included: one that an earlier owner
   * has decided to commit may still look open, and its events must not be missed. No earlier owner
   * can decide any more, for the group has a new generation.
   *
   * @throws TimeoutException if a transaction stays open
   */
  RecentIds read(EventKind kind, int partition) {
    TopicPartition published = new TopicPartition(kind.topic(), partition);
    long end = end(published);
    RecentIds ids = new RecentIds(settings.window(), settings.ids());
    try (Consumer<byte[], byte[]> reader = reader(IsolationLevel.READ_COMMITTED)) {
      reader.assign(List.of(published));
      reader.seek(published, start(reader, published, end));
      long deadline = clock.millis() + PATIENCE.toMillis();
      while (reader.position(published) < end) {
        long before = reader.position(published);
        reader.poll(POLL).forEach(record -> add(kind, ids, record));
        if (reader.position(published) > before) {
          deadline = clock.millis() + PATIENCE.toMillis();
        } else if (clock.millis() > deadline) {
          throw new TimeoutException(
              published + "@" + before + ": a transaction has been open for " + PATIENCE);
        }
      }
    }
    return ids;
  }

  private void add(EventKind kind, RecentIds ids, ConsumerRecord<byte[], byte[]> record) {
    fingerprints.ofPublished(kind, record).ifPresent(print -> ids.add(print, record.timestamp()));
  }

  private long end(TopicPartition published) {
    try (Consumer<byte[], byte[]> reader = reader(IsolationLevel.READ_UNCOMMITTED)) {
      return reader.endOffsets(List.of(published)).getOrDefault(published, 0L);
    }
  }

  private long start(Consumer<byte[], byte[]> reader, TopicPartition published, long end) {
    long since = clock.millis() - settings.window().toMillis();
    OffsetAndTimestamp first = reader.offsetsForTimes(Map.of(published, since)).get(published);
    long beginning = reader.beginningOffsets(List.of(published)).getOrDefault(published, 0L);
    long byTime = first == null ? end : first.offset();
    return Math.max(beginning, Math.max(byTime, end - (long) READ_FACTOR * settings.ids()));
  }

  private Consumer<byte[], byte[]> reader(IsolationLevel isolation) {
    Map<String, Object> all = new HashMap<>(settings.connection());
    all.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, PublishClients.GROUP + "-tail");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
