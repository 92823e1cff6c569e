package io.millrace.ingest.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The clients of one life of the stage. The consumer is a static member of the group, and the
 * producer's transactional id goes with it: a process that was killed and comes back takes its
 * partitions at once and ends its own open transaction.
 */
record PublishClients(Consumer<byte[], byte[]> accepted, Producer<byte[], byte[]> published)
    implements AutoCloseable {

  static final String GROUP = "ingest-service";

  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final int TRANSACTION_MILLIS = 10_000; // a hung one hides what comes after it
  private static final int SESSION_MILLIS = 10_000;
  private static final int CALL_MILLIS = 15_000;
  private static final int RECONNECT_MILLIS = 2_000;
  private static final int POLL_RECORDS = 5_000; // a transaction's, at most
  private static final int BATCH_BYTES = 131_072;

  /**
   * @param number of the loop among those of this process
   */
  static PublishClients of(PublishSettings settings, int number) {
    String name = GROUP + "-" + settings.instance() + "-" + number;
    Consumer<byte[], byte[]> consumer = consumer(settings, name);
    try {
      return new PublishClients(consumer, producer(settings, name));
    } catch (RuntimeException refused) {
      consumer.close();
      throw refused;
    }
  }

  private static Consumer<byte[], byte[]> consumer(PublishSettings settings, String name) {
    Map<String, Object> all = shared(settings);
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, name + "-accepted");
    all.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
    all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Producer<byte[], byte[]> producer(PublishSettings settings, String name) {
    Map<String, Object> all = shared(settings);
    all.put(ProducerConfig.CLIENT_ID_CONFIG, name + "-published");
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_MILLIS);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0); // each turn is flushed
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> shared(PublishSettings settings) {
    Map<String, Object> all = new HashMap<>(settings.connection());
    all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    // Without a broker, re-bootstrapping clients spin and log.
    all.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    return all;
  }

  @Override
  public void close() {
    try {
      published.close(CLOSING);
    } finally {
      accepted.close(CLOSING);
    }
  }
}
