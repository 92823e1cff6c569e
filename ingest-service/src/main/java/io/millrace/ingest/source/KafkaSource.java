package io.millrace.ingest.source;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/**
 * The records of a foreign topic as events. Its offsets are committed after Kafka has acknowledged
 * the events and rejections of a poll: what was sent before a crash and not committed is read and
 * sent again as the same events.
 */
final class KafkaSource implements Source {

  private static final Logger LOG = Logger.getLogger(KafkaSource.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String name;
  private final String topic;
  private final TopicMapping mapping;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Delivery delivery;

  /**
   * @param consumers makes a consumer of the topic's group, which commits nothing by itself
   */
  KafkaSource(
      String name,
      String topic,
      TopicMapping mapping,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Delivery delivery) {
    this.name = name;
    this.topic = topic;
    this.mapping = mapping;
    this.consumers = consumers;
    this.delivery = delivery;
  }

  @Override
  public String name() {
    return "kafka-" + name;
  }

  @Override
  public void run() throws IOException, InterruptedException {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      follow(consumer);
    } catch (KafkaException failure) {
      throw new IOException("topic " + topic + " cannot be read: " + failure.getMessage(), failure);
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) throws IOException, InterruptedException {
    try {
      if (consumer.partitionsFor(topic).isEmpty()) {
        throw new IOException("topic " + topic + " does not exist");
      }
      consumer.subscribe(List.of(topic));
      while (true) {
        take(consumer, consumer.poll(POLL));
      }
    } catch (InterruptException stopping) {
      Thread.interrupted(); // or the consumer could not leave its group when it is closed
      throw interrupted(stopping);
    }
  }

  private static InterruptedException interrupted(InterruptException cause) {
    InterruptedException stopping = new InterruptedException(cause.getMessage());
    stopping.initCause(cause);
    return stopping;
  }

  private void take(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled)
      throws IOException, InterruptedException {
    if (polled.isEmpty()) {
      return;
    }
    List<ForeignRecord> records = new ArrayList<>(polled.count());
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      records.add(new ForeignRecord(record, mapping));
    }
    delivery.take(records);
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RebalanceInProgressException moved) {
      LOG.debugf("Partitions of %s moved; their last records are read again", topic);
    }
  }
}
