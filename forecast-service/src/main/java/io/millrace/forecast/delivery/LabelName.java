package io.millrace.forecast.delivery;

import java.util.regex.Pattern;

/**
 * Names as Prometheus and Alertmanager allow them: letters, digits and underscores, no digit first.
 */
final class LabelName {

  private static final Pattern OTHER = Pattern.compile("[^a-zA-Z0-9_]");

  private LabelName() {}

  /** With an underscore for each character that may not be. */
  static String of(String name) {
    String allowed = OTHER.matcher(name).replaceAll("_");
    return Character.isDigit(allowed.charAt(0)) ? "_" + allowed : allowed;
  }
}
