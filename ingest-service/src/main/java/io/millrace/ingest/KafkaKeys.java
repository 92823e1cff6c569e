package io.millrace.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** Every configuration key that starts with {@code kafka.} is Kafka's, for all clients. */
final class KafkaKeys {

  private static final String PREFIX = "kafka.";

  private KafkaKeys() {}

  /** What is in the environment has no dots: the keys of security are asked for one by one. */
  static Map<String, String> of(Config configuration) {
    Map<String, String> keys = new HashMap<>();
    Stream.concat(
            StreamSupport.stream(configuration.getPropertyNames().spliterator(), false)
                .filter(key -> key.startsWith(PREFIX)),
            ProducerConfig.configNames().stream()
                .filter(key -> key.matches("(security|sasl|ssl)\\..+"))
                .map(key -> PREFIX + key))
        .forEach(
            key ->
                configuration
                    .getOptionalValue(key, String.class)
                    .ifPresent(value -> keys.put(key.substring(PREFIX.length()), value)));
    return keys;
  }
}
