package io.millrace.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic up to where it ends at the time of the call. */
public record TopicReader(String bootstrapServers) {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final String COMMITTED = "read_committed";
  private static final String UNCOMMITTED = "read_uncommitted";

  /** What a consumer that trusts transactions sees; in order within a partition. */
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return all(topic, COMMITTED);
  }

  /** Everything that was written, aborted transactions included. */
  public List<ConsumerRecord<byte[], byte[]>> written(String topic) {
    return all(topic, UNCOMMITTED);
  }

  /** Where each partition ends now: the first offset of what is written from here on. */
  public Map<TopicPartition, Long> ends(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(UNCOMMITTED)) {
      return Map.copyOf(consumer.endOffsets(partitions(consumer, topic)));
    }
  }

  /**
   * How many records of aborted transactions lie behind the given offsets.
   *
   * @param from the first offset of each partition
   */
  public long aborted(Map<TopicPartition, Long> from) {
    return count(from, UNCOMMITTED) - count(from, COMMITTED);
  }

  private long count(Map<TopicPartition, Long> from, String isolation) {
    long[] count = {0};
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      readToEnd(consumer, record -> count[0]++);
    }
    return count[0];
  }

  private List<ConsumerRecord<byte[], byte[]>> all(String topic, String isolation) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      readToEnd(consumer, records::add);
    }
    return records;
  }

  private static void readToEnd(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment()));
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(reader);
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(p -> new TopicPartition(topic, p.partition()))
        .collect(Collectors.toList());
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
