package io.millrace.console;

import io.millrace.events.KafkaKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;

/** Consumers of no group, which see what is committed and take little memory. */
@ApplicationScoped
public class TopicConsumers {

  private static final int BLOCK_TIMEOUT = 8_000; // ms
  private static final int REQUEST_TIMEOUT = 5_000; // ms
  private static final int FETCH = 2 << 20; // bytes, of one partition or of all

  private final Config configuration;

  TopicConsumers(Config configuration) {
    this.configuration = configuration;
  }

  /**
   * @param patience how long the broker holds an answer back when nothing has come; all that is
   *     asked meanwhile on the same connection waits as long
   */
  public Consumer<byte[], byte[]> open(String name, Duration patience) {
    Map<String, Object> settings =
        new HashMap<>(
            KafkaKeys.of(
                configuration.getPropertyNames(),
                key -> configuration.getOptionalValue(key, String.class)));
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_TIMEOUT);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) patience.toMillis());
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
