package io.millrace.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows topics from now on, as a reader that trusts transactions does. */
public final class CommittedOutputs implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> start;
  private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers;

  /**
   * @param readers hear of each record, by topic
   */
  public CommittedOutputs(
      Stack stack, Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers) {
    this.readers = Map.copyOf(readers);
    this.start = new HashMap<>();
    readers.keySet().forEach(topic -> start.putAll(stack.topics().ends(topic)));
    this.consumer = consumer(stack.bootstrapServers());
    consumer.assign(List.copyOf(start.keySet()));
    start.forEach(consumer::seek);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5000,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none"), // an offset that is gone is an error
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Where a topic ended when this began. */
  public Map<TopicPartition, Long> startOf(String topic) {
    Map<TopicPartition, Long> offsets = new HashMap<>(start);
    offsets.keySet().removeIf(partition -> !partition.topic().equals(topic));
    return offsets;
  }

  /**
   * Reads what there is, and waits a little if there is nothing.
   *
   * @return how many records were read
   */
  public int poll() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    readers.forEach((topic, reader) -> records.records(topic).forEach(reader));
    return records.count();
  }

  /**
   * Reads until a condition holds, or until nothing has come for so long.
   *
   * @return whether it holds
   */
  public boolean await(BooleanSupplier condition, Duration silence) {
    long heard = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (poll() > 0) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > silence.toNanos()) {
        return condition.getAsBoolean();
      }
    }
    return true;
  }

  /** Reads for so long, whatever comes. */
  public void follow(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      poll();
    }
  }

  /** Reads all that is committed now. */
  public void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(new ArrayList<>(start.keySet()));
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
