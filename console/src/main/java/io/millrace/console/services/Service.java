package io.millrace.console.services;

import io.millrace.console.ConsoleSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom the console asks. */
public enum Service {
  INGEST,
  INFERENCE,
  FORECAST;

  /** As in paths. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people know it. */
  public String title() {
    return word() + "-service";
  }

  public static Optional<Service> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  URI at(ConsoleSettings settings) {
    return switch (this) {
      case INGEST -> settings.ingest();
      case INFERENCE -> settings.inference();
      case FORECAST -> settings.forecast();
    };
  }
}
