package io.millrace.releases.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** Where the broker is and how to talk to it: every configuration key that starts with kafka. */
public final class KafkaConnection {

  private static final String PREFIX = "kafka.";

  private KafkaConnection() {}

  /**
   * May hold passwords: not to be logged. What is in the environment has no dots in its name, so
   * the keys of security are asked for one by one.
   */
  public static Map<String, String> of(Config configuration) {
    Map<String, String> connection = new HashMap<>();
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
                    .ifPresent(value -> connection.put(key.substring(PREFIX.length()), value)));
    return connection;
  }
}
