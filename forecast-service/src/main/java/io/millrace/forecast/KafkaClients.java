package io.millrace.forecast;

import io.millrace.releases.topics.KafkaConnection;
import io.millrace.releases.topics.TopicReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.Config;

/** Clients beside the stream. */
@ApplicationScoped
class KafkaClients {

  private static final int BLOCK_TIMEOUT = 10_000; // ms
  private static final int REQUEST_TIMEOUT = 5_000; // ms

  private final Config configuration;

  KafkaClients(Config configuration) {
    this.configuration = configuration;
  }

  /**
   * @param start where a partition is begun that was not sought: {@code earliest} or {@code latest}
   */
  Consumer<byte[], byte[]> reader(String name, String start) {
    return TopicReader.open(KafkaConnection.of(configuration), name, start);
  }

  Producer<byte[], byte[]> writer(String name) {
    Map<String, Object> settings = new HashMap<>(KafkaConnection.of(configuration));
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_TIMEOUT);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BLOCK_TIMEOUT);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
