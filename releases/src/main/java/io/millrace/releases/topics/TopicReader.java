package io.millrace.releases.topics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers of no group: who has one says what it reads, and sees what is committed. */
public final class TopicReader {

  private static final int BLOCK_TIMEOUT = 15_000; // ms
  private static final int REQUEST_TIMEOUT = 10_000; // ms

  private TopicReader() {}

  /** From the beginning. */
  public static Consumer<byte[], byte[]> open(Map<String, String> connection, String name) {
    return open(connection, name, "earliest");
  }

  /**
   * @param connection where the broker is and how to talk to it, see {@link KafkaConnection}
   * @param name as the broker's logs give it
   * @param start where a partition is begun that was not sought: {@code earliest} or {@code latest}
   */
  public static Consumer<byte[], byte[]> open(
      Map<String, String> connection, String name, String start) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, start);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_TIMEOUT);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
