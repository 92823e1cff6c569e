package io.millrace.forecast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where delivery goes on in partitions that were taken over: behind what was delivered. A new
 * receiver is told what is written from the start of this process on, and that is committed at
 * once: were it found anew after a kill, what came meanwhile would be passed over.
 *
 * @param since the start of this process
 */
record Starts(Instant since) {

  /**
   * @param first offset that the partition still has
   * @param offset before which all was delivered
   * @param deleted offsets that were neither delivered nor kept until now
   */
  record Start(long first, long offset, long deleted) {}

  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

  Map<TopicPartition, Start> of(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> delivered = delivered(consumer, partitions);
    Map<TopicPartition, Start> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long first = firsts.getOrDefault(partition, 0L);
      long offset = delivered.getOrDefault(partition, first);
      starts.put(partition, new Start(first, Math.max(first, offset), Math.max(0, first - offset)));
    }
    return starts;
  }

  private Map<TopicPartition, Long> delivered(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> delivered = new HashMap<>();
    consumer
        .committed(Set.copyOf(partitions))
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                delivered.put(partition, offset.offset());
              }
            });
    Set<TopicPartition> others = new HashSet<>(partitions);
    others.removeAll(delivered.keySet());
    if (!others.isEmpty()) {
      delivered.putAll(begun(consumer, others));
    }
    return delivered;
  }

  private Map<TopicPartition, Long> begun(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
    Map<TopicPartition, Long> begun = new HashMap<>(consumer.endOffsets(partitions));
    Map<TopicPartition, OffsetAndTimestamp> written = consumer.offsetsForTimes(times);
    written.forEach(
        (partition, at) -> {
          if (at != null) {
            begun.put(partition, at.offset());
          }
        });
    consumer.commitSync(committed(begun), COMMIT_TIMEOUT);
    return begun;
  }

  static Map<TopicPartition, OffsetAndMetadata> committed(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
    return committed;
  }
}
