package io.millrace.ingest.rejected;

import io.millrace.events.Rejection;
import io.millrace.ingest.Brokers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code rejected-events}, one at a time, with clients that live for as long. */
@Singleton
class RejectedEvents {

  private static final int TIMEOUT = 5_000; // ms
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(TIMEOUT);

  private final Map<String, String> connection;

  @Inject
  RejectedEvents(Brokers brokers) {
    this(brokers.connection());
  }

  /**
   * @param connection where the brokers are and how to talk to them
   */
  RejectedEvents(Map<String, String> connection) {
    this.connection = connection;
  }

  /** Empty if the topic has no record there, or none that is a rejection. */
  Optional<Rejection> at(TopicPartition partition, long offset) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      if (consumer.partitionsFor(partition.topic()).size() <= partition.partition()) {
        return Optional.empty();
      }
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      long first = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
      long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
      if (offset < first || offset >= end) {
        return Optional.empty();
      }
      consumer.seek(partition, offset);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
        return record.offset() == offset ? Optional.of(Rejection.from(record)) : Optional.empty();
      }
      return Optional.empty();
    }
  }

  /** Returns when all replicas have it. */
  void send(ProducerRecord<byte[], byte[]> record) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(writing(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("it could not be sent: " + e.getCause(), e);
    }
  }

  private Map<String, Object> reading() {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "ingest-rejected");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
    return settings;
  }

  private Map<String, Object> writing() {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "ingest-replay");
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT / 2);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT);
    return settings;
  }
}
