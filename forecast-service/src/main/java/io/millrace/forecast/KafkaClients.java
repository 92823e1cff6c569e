package io.millrace.forecast;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.Config;

/**
 * Clients beside the stream. How to reach the broker say the configuration's keys {@code kafka.*}.
 */
@ApplicationScoped
class KafkaClients {

  private static final String PREFIX = "kafka.";
  private static final int BLOCK_TIMEOUT = 10_000; // ms
  private static final int REQUEST_TIMEOUT = 5_000; // ms

  private final Config configuration;

  KafkaClients(Config configuration) {
    this.configuration = configuration;
  }

  /**
   * A consumer of no group: who has it says what it reads.
   *
   * @param start where a partition is begun that was not sought: {@code earliest} or {@code latest}
   */
  Consumer<byte[], byte[]> reader(String name, String start) {
    Map<String, Object> settings = connection(name);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, start);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_TIMEOUT);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Producer<byte[], byte[]> writer(String name) {
    Map<String, Object> settings = connection(name);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_TIMEOUT);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BLOCK_TIMEOUT);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> connection(String name) {
    Map<String, Object> connection = new HashMap<>();
    for (String key : configuration.getPropertyNames()) {
      if (key.startsWith(PREFIX)) {
        configuration
            .getOptionalValue(key, String.class)
            .ifPresent(value -> connection.put(key.substring(PREFIX.length()), value));
      }
    }
    connection.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    connection.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    return connection;
  }
}
