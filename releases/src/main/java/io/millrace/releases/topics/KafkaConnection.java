package io.millrace.releases.topics;

import io.millrace.events.KafkaKeys;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Where the broker is and how to talk to it, as a service is configured. */
public final class KafkaConnection {

  private KafkaConnection() {}

  /** May hold passwords: not to be logged. */
  public static Map<String, String> of(Config configuration) {
    return KafkaKeys.of(
        configuration.getPropertyNames(), key -> configuration.getOptionalValue(key, String.class));
  }
}
