package io.millrace.inference.loop;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The first records of a poll, which are handled and committed together, and where the others come
 * again.
 *
 * @param records in the order of the poll: by partition, and by offset within it
 * @param next the offset after the last of each partition that is among them
 * @param rest the first offset of each partition that was left out or cut
 */
record Part(
    List<ConsumerRecord<byte[], byte[]>> records,
    Map<TopicPartition, OffsetAndMetadata> next,
    Map<TopicPartition, Long> rest) {

  Part {
    records = List.copyOf(records);
    next = Map.copyOf(next);
    rest = Map.copyOf(rest);
  }

  /**
   * @param size how many records, at least 1
   */
  static Part of(ConsumerRecords<byte[], byte[]> polled, int size) {
    List<ConsumerRecord<byte[], byte[]>> all = inOrder(polled);
    List<ConsumerRecord<byte[], byte[]>> taken = all.subList(0, Math.min(size, all.size()));
    Map<TopicPartition, Long> rest = starts(all.subList(taken.size(), all.size()));
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    taken.forEach(record -> next.put(partition(record), after(record)));
    // A partition that was taken whole: its position may lie behind markers that follow the record.
    next.replaceAll(
        (partition, after) ->
            rest.containsKey(partition)
                ? after
                : polled.nextOffsets().getOrDefault(partition, after));
    return new Part(taken, next, rest);
  }

  /** The first offset of each partition. */
  static Map<TopicPartition, Long> starts(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> starts = new LinkedHashMap<>();
    records.forEach(record -> starts.putIfAbsent(partition(record), record.offset()));
    return starts;
  }

  static List<ConsumerRecord<byte[], byte[]>> inOrder(ConsumerRecords<byte[], byte[]> polled) {
    return polled.partitions().stream()
        .flatMap(partition -> polled.records(partition).stream())
        .toList();
  }

  static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private static OffsetAndMetadata after(ConsumerRecord<?, ?> record) {
    Optional<Integer> epoch = record.leaderEpoch();
    return new OffsetAndMetadata(record.offset() + 1, epoch, "");
  }
}
