package io.millrace.forecast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Alert;
import java.util.Locale;

/**
 * By what a receiver tells a repeat: {@code id+state+sequence}, the id percent-encoded but for
 * letters, digits, {@code -}, {@code _} and {@code ~}. It is safe in a header, and has no full
 * stop, which separates the parts of what is signed.
 */
final class DeliveryKey {

  private DeliveryKey() {}

  static String of(Alert alert) {
    String state = alert.state().name().toLowerCase(Locale.ROOT);
    return encoded(alert.id()) + "+" + state + "+" + alert.sequence();
  }

  private static String encoded(String id) {
    StringBuilder text = new StringBuilder();
    for (byte each : id.getBytes(UTF_8)) {
      char letter = (char) (each & 0xFF);
      if (isPlain(letter)) {
        text.append(letter);
      } else {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) letter));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(char letter) {
    return letter >= 'a' && letter <= 'z'
        || letter >= 'A' && letter <= 'Z'
        || letter >= '0' && letter <= '9'
        || "-_~".indexOf(letter) >= 0;
  }
}
