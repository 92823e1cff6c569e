package io.millrace.ingest.source;

import io.millrace.events.Topics;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The source of one foreign topic, as its configuration asks for.
 *
 * @param connection to the brokers of this service, for topics that name no others
 */
record ForeignTopicPlan(
    String name, ForeignTopicConfig config, Map<String, String> connection, Keys keys) {

  private static final int RECONNECT_MILLIS = 2_000;

  /** Other values would lose records, or read what was never committed. */
  private static final Set<String> OURS =
      Set.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  /**
   * @throws IllegalArgumentException naming the key that is missing or wrong
   */
  Source source(Delivery delivery) {
    keys.require(!config.topic().isBlank(), "topic", "must name a topic");
    keys.require(
        !Topics.ALL.contains(config.topic()),
        "topic",
        "must not be a topic that Millrace writes, is "
            + config.topic()
            + ": it would feed itself");
    TopicMapping mapping =
        new MappingPlan(keys, config.kind(), config.timeFormat(), config.fields()).mapping();
    Map<String, Object> consumer = consumer();
    return new KafkaSource(
        name,
        config.topic(),
        mapping,
        () ->
            new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        delivery);
  }

  /** The consumer's configuration, tried: of a wrong value Kafka names the key. */
  Map<String, Object> consumer() {
    Map<String, Object> all = new HashMap<>(config.properties());
    for (String key : all.keySet()) {
      keys.require(!OURS.contains(key), "properties.\"" + key + "\"", "is set by this service");
    }
    config
        .bootstrapServers()
        .ifPresentOrElse(
            servers -> all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            () -> connection.forEach(all::putIfAbsent));
    all.put(ConsumerConfig.GROUP_ID_CONFIG, config.group().orElse("ingest-service-" + name));
    all.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "ingest-service-" + name);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, config.from().name().toLowerCase(Locale.ROOT));
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    // Without a broker, re-bootstrapping clients spin and log.
    all.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    try {
      ConsumerConfig.configDef().parse(all);
    } catch (ConfigException wrong) {
      throw new IllegalArgumentException(
          keys.prefix() + "properties: " + wrong.getMessage(), wrong);
    }
    return all;
  }
}
