package io.millrace.events;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Every configuration key that starts with {@code kafka.} is Kafka's, for all clients. */
public final class KafkaKeys {

  private static final String PREFIX = "kafka.";

  private KafkaKeys() {}

  /**
   * Where the brokers are and how to talk to them. May hold passwords: not to be logged. What is in
   * the environment has no dots in its name, so the keys of security are asked for one by one.
   *
   * @param names of all keys that are configured
   * @param values of one key; empty if it has none
   */
  public static Map<String, String> of(
      Iterable<String> names, Function<String, Optional<String>> values) {
    Map<String, String> keys = new HashMap<>();
    Stream.concat(
            StreamSupport.stream(names.spliterator(), false).filter(key -> key.startsWith(PREFIX)),
            ProducerConfig.configNames().stream()
                .filter(key -> key.matches("(security|sasl|ssl)\\..+"))
                .map(key -> PREFIX + key))
        .forEach(
            key ->
                values
                    .apply(key)
                    .ifPresent(value -> keys.put(key.substring(PREFIX.length()), value)));
    return keys;
  }
}
