package io.millrace.releases.topics;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Where the broker is and how to talk to it: every configuration key that starts with kafka. */
public final class KafkaConnection {

  private static final String PREFIX = "kafka.";

  private KafkaConnection() {}

  public static Map<String, String> of(Config configuration) {
    Map<String, String> connection = new HashMap<>();
    for (String key : configuration.getPropertyNames()) {
      if (key.startsWith(PREFIX)) {
        configuration
            .getOptionalValue(key, String.class)
            .ifPresent(value -> connection.put(key.substring(PREFIX.length()), value));
      }
    }
    return connection;
  }
}
