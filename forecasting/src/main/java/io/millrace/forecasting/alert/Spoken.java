package io.millrace.forecasting.alert;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times for people. */
final class Spoken {

  private Spoken() {}

  /** Six digits, and no zeros at the end. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value)
        .replaceAll("(\\.\\d*?)0+$", "$1")
        .replaceAll("\\.$", "");
  }

  /** As {@code 1h30m} or {@code 30s}. */
  static String duration(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
