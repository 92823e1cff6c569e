package io.millrace.workbench.up;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the counted topics from their ends on, committed records only, into a {@link Tally}. */
final class TopicReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Tally tally;
  private final Thread thread = new Thread(this::read, "topic-reader");

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, Tally tally) {
    this.consumer = consumer;
    this.tally = tally;
  }

  static TopicReader start(String bootstrapServers, Tally tally) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "fetch.max.bytes",
                4 << 20,
                "fetch.max.wait.ms",
                200,
                "client.id",
                "millrace-up"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Flows.TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // The seek is lazy: what is written from here on must count.
    partitions.forEach(consumer::position);
    TopicReader reader = new TopicReader(consumer, tally);
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  private void read() {
    try (consumer) {
      while (true) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(
                record ->
                    Flows.of(record).ifPresent(flow -> tally.add(flow, Flows.recorded(record))));
      }
    } catch (WakeupException stop) {
      // The one way out.
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join(PATIENCE.toMillis());
  }
}
