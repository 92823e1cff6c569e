package io.millrace.inference.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients of one loop.
 *
 * <p>The member is static and its transactional id stable: a process that is killed and started
 * again takes its partitions back at once, without a rebalance, and ends its own open transaction.
 * One that does not come back is missed after the session timeout.
 *
 * @param connection where the broker is and how to talk to it: the keys {@code kafka.*}
 * @param group of the consumer
 * @param start where the group begins
 * @param name unique among all that run at once, and the same after a restart
 * @param batchRecords records a poll returns at most
 */
public record KafkaClientFactory(
    Map<String, String> connection, String group, Start start, String name, int batchRecords)
    implements ClientFactory {

  /** Where a group begins that has committed nothing yet. */
  public enum Start {
    EARLIEST,
    LATEST
  }

  private static final int SESSION_TIMEOUT = 10_000; // ms
  private static final int HEARTBEAT_INTERVAL = 3_000; // ms

  /** 500 long texts on a slow processor may take minutes. */
  private static final int POLL_INTERVAL = 600_000; // ms

  /** It opens after the model has run, so it covers sends and commit only. */
  private static final int TRANSACTION_TIMEOUT = 30_000; // ms

  private static final int BLOCK_TIMEOUT = 15_000; // ms
  private static final int REQUEST_TIMEOUT = 10_000; // ms
  private static final int DELIVERY_TIMEOUT = 20_000; // ms

  /**
   * How long the broker may hold back a fetch that finds nothing. What is sought back after a cut
   * comes only with the next fetch, so the usual half second would be lost for each part.
   */
  private static final int FETCH_WAIT = 50; // ms

  /** Large outputs are the broker's to refuse, by the limit of their topic. */
  private static final int REQUEST_LIMIT = 16 * 1024 * 1024; // bytes

  /**
   * What a batch may take: a quarter of the shorter of the two after which the broker gives up on
   * us, the poll interval and the transaction timeout.
   */
  public static Duration longestBatch() {
    return Duration.ofMillis(Math.min(POLL_INTERVAL, TRANSACTION_TIMEOUT) / 4);
  }

  @Override
  public Clients create() {
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new Clients(
          consumer,
          new KafkaProducer<>(
              producerSettings(), new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  Map<String, Object> consumerSettings() {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, start.name().toLowerCase(Locale.ROOT));
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchRecords);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_TIMEOUT);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    return settings;
  }

  Map<String, Object> producerSettings() {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_TIMEOUT);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_LIMIT);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0); // the commit sends what there is
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    return settings;
  }
}
