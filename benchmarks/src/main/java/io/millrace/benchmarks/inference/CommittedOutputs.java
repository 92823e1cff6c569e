package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Stack;
import io.millrace.events.Topics;
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

/**
 * Follows {@code inferences} and {@code rejected-events} from now on, as a reader that trusts
 * transactions does.
 */
final class CommittedOutputs implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> start;
  private final Consumer<ConsumerRecord<byte[], byte[]>> inferences;
  private final Consumer<ConsumerRecord<byte[], byte[]>> rejections;

  CommittedOutputs(
      Stack stack,
      Consumer<ConsumerRecord<byte[], byte[]>> inferences,
      Consumer<ConsumerRecord<byte[], byte[]>> rejections) {
    this.inferences = inferences;
    this.rejections = rejections;
    this.start = new HashMap<>(stack.topics().ends(Topics.INFERENCES));
    start.putAll(stack.topics().ends(Topics.REJECTED_EVENTS));
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

  /** Where {@code inferences} ended when this began. */
  Map<TopicPartition, Long> startOfInferences() {
    Map<TopicPartition, Long> offsets = new HashMap<>(start);
    offsets.keySet().removeIf(partition -> !partition.topic().equals(Topics.INFERENCES));
    return offsets;
  }

  /**
   * Reads what there is, and waits a little if there is nothing.
   *
   * @return how many records were read
   */
  int poll() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    records.records(Topics.INFERENCES).forEach(inferences);
    records.records(Topics.REJECTED_EVENTS).forEach(rejections);
    return records.count();
  }

  /**
   * Reads until a condition holds, or until nothing has come for so long.
   *
   * @return whether it holds
   */
  boolean await(BooleanSupplier condition, Duration silence) {
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
  void follow(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      poll();
    }
  }

  /** Reads all that is committed now. */
  void readToEnd() {
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
