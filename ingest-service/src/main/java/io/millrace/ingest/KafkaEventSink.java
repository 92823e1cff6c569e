package io.millrace.ingest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Kafka: idempotent, acknowledged by all replicas, and never waiting without end. */
@ApplicationScoped
class KafkaEventSink implements EventSink {

  private static final int BLOCK_MILLIS = 5_000; // until a topic is known to the producer
  private static final int REQUEST_MILLIS = 5_000;
  private static final int DELIVERY_MILLIS = 15_000; // retries included
  private static final int LINGER_MILLIS = 5;
  private static final int RECONNECT_MILLIS = 2_000;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  KafkaEventSink(@ConfigProperty(name = Brokers.KEY) String servers) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                ProducerConfig.CLIENT_ID_CONFIG, "ingest-service",
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS,
                // Without a broker, re-bootstrapping clients spin and log.
                CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @Override
  public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              acknowledged.complete(null);
            } else {
              acknowledged.completeExceptionally(failure);
            }
          });
    } catch (KafkaException failure) {
      acknowledged.completeExceptionally(failure);
    }
    return acknowledged;
  }

  @PreDestroy
  void close() {
    producer.close(CLOSING);
  }
}
