package io.millrace.forecast;

import io.millrace.events.Alert;
import java.time.Instant;
import java.util.Map;

/** What is told of an alert when it fires, for tests of what becomes of it. */
public final class FirstAlert {

  private FirstAlert() {}

  public static Alert of(String key, Map<String, String> labels) {
    return new Alert(
        "1",
        "r",
        key,
        Alert.State.FIRING,
        1,
        "warning",
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        labels,
        Map.of(),
        Map.of());
  }
}
