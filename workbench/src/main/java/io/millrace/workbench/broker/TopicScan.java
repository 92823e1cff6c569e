package io.millrace.workbench.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads what a topic holds, up to where it ended when the reading began. */
public final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int SILENT_POLLS = 20; // 10 s without getting on

  private final Consumer<byte[], byte[]> consumer;

  public TopicScan(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** How many partitions a topic has; empty if there is no such topic. */
  public OptionalInt partitions(String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    return found == null || found.isEmpty() ? OptionalInt.empty() : OptionalInt.of(found.size());
  }

  /**
   * Every record, those of one partition in order.
   *
   * @param since older ones, by the time of the record, are passed over
   * @throws BrokerException if there is no such topic
   */
  public void all(
      String topic,
      Optional<Instant> since,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    List<TopicPartition> partitions = required(topic);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    since.ifPresent(instant -> seek(instant, ends));
    read(
        ends,
        record -> {
          if (since.isEmpty() || record.timestamp() >= since.get().toEpochMilli()) {
            each.accept(record);
          }
        });
  }

  /** The record at an offset; empty if there is none, or none any more. */
  public Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
    int partitions = partitions(partition.topic()).orElse(0);
    if (partition.partition() < 0 || partition.partition() >= partitions) {
      return Optional.empty();
    }
    List<TopicPartition> one = List.of(partition);
    long end = offset(consumer.endOffsets(one), partition);
    if (offset < offset(consumer.beginningOffsets(one), partition) || offset >= end) {
      return Optional.empty();
    }
    consumer.assign(one);
    consumer.seek(partition, offset);
    Map<Long, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    read(Map.of(partition, offset + 1), record -> found.put(record.offset(), record));
    return Optional.ofNullable(found.get(offset));
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  private List<TopicPartition> required(String topic) {
    int partitions =
        partitions(topic)
            .orElseThrow(
                () ->
                    new BrokerException(
                        "there is no topic " + topic + "; `millrace up` makes those it needs"));
    return (IntStream.range(0, partitions)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList());
  }

  private void seek(Instant since, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, since.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    ends.forEach(
        (partition, end) -> {
          OffsetAndTimestamp start = starts.get(partition);
          consumer.seek(partition, start == null ? end : start.offset());
        });
  }

  private void read(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    long before = -1;
    int silent = 0;
    for (long left = left(ends); left > 0; left = left(ends)) {
      silent = left == before ? silent + 1 : 0;
      if (silent > SILENT_POLLS) {
        throw new TimeoutException("nothing more to read, " + left + " offsets before the end");
      }
      before = left;
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : polled) {
        if (record.offset()
            < offset(ends, new TopicPartition(record.topic(), record.partition()))) {
          each.accept(record);
        }
      }
    }
  }

  /** Positions pass over the marks of transactions, which are no records. */
  private long left(Map<TopicPartition, Long> ends) {
    Collection<TopicPartition> partitions = ends.keySet();
    return partitions.stream()
        .mapToLong(each -> Math.max(0, offset(ends, each) - consumer.position(each)))
        .sum();
  }
}
