package io.millrace.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Kafka: idempotent, acknowledged by all replicas, and never waiting without end. */
@Singleton
class KafkaEventSink implements EventSink {

  private static final int BLOCK_MILLIS = 5_000; // for room in the buffer, or a topic's partitions
  private static final int REQUEST_MILLIS = 5_000;
  private static final int DELIVERY_MILLIS = 15_000; // retries included
  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 65_536; // of a partition
  private static final int RECONNECT_MILLIS = 2_000;
  private static final Duration CLOSING = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final double FULL = 0.9; // share of the buffer from which nothing new is let in

  private final Producer<byte[], byte[]> producer;
  private final Flow flow = new Flow(System::nanoTime, PATIENCE);
  private final Metric available;
  private final double bufferBytes;

  KafkaEventSink(Brokers brokers, SinkConfig config, MeterRegistry meters) {
    this.bufferBytes = config.bytes().asLongValue();
    this.producer =
        new KafkaProducer<>(
            settings(brokers.connection(), config.bytes().asLongValue()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.available =
        producer.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().name().equals("buffer-available-bytes"))
            .findFirst()
            .orElseThrow()
            .getValue();
    meters.gauge("millrace.buffer.fill", this, KafkaEventSink::fill);
    meters.gauge("millrace.events.in.flight", flow, Flow::underWay);
  }

  private static Map<String, Object> settings(Map<String, String> connection, long bufferBytes) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "ingest-service");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    // Without a broker, re-bootstrapping clients spin and log.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    return settings;
  }

  @Override
  public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    flow.sent();
    try {
      producer.send(record, (metadata, failure) -> answer(acknowledged, failure));
    } catch (KafkaException | IllegalStateException failure) { // the latter once it is closed
      answer(acknowledged, failure);
    }
    return acknowledged;
  }

  private void answer(CompletableFuture<Void> acknowledged, @Nullable Exception failure) {
    if (failure == null) {
      flow.acknowledged();
      acknowledged.complete(null);
    } else {
      flow.failed();
      acknowledged.completeExceptionally(failure);
    }
  }

  /** Share of the buffer that is taken. */
  private double fill() {
    return 1 - ((Number) available.metricValue()).doubleValue() / bufferBytes;
  }

  @Override
  public Optional<String> congestion() {
    double fill = fill();
    return fill > FULL
        ? Optional.of(
            String.format(Locale.ROOT, "the buffer before Kafka is %.0f %% full", 100 * fill))
        : flow.stall();
  }

  @PreDestroy
  void close() {
    producer.close(CLOSING);
  }
}
