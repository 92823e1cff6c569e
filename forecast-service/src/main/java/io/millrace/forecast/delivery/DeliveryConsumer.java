package io.millrace.forecast.delivery;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Opens the consumer of one receiver. It is a static member of the receiver's group: a process that
 * was killed and comes back has its partitions at once.
 */
public final class DeliveryConsumer {

  private static final String GROUP = "alert-delivery-";
  private static final int SESSION_TIMEOUT = 10_000; // ms
  private static final int CALL_TIMEOUT = 15_000; // ms
  private static final int REQUEST_TIMEOUT = 10_000; // ms
  private static final int POLL_RECORDS = 100;
  private static final int FETCH_BYTES = 1 << 20; // of a partition

  private DeliveryConsumer() {}

  /** The consumer group of a receiver. */
  public static String group(String receiver) {
    return GROUP + receiver;
  }

  /**
   * @param connection where the broker is and how to talk to it
   * @param instance tells this process from others that run at once; the same after a restart
   */
  public static Consumer<byte[], byte[]> open(
      Map<String, String> connection, String receiver, String instance) {
    String name = group(receiver) + "-" + instance;
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group(receiver));
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    // Clients that re-bootstrap while no broker answers do so without a pause and log each time.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
