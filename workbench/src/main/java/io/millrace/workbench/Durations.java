package io.millrace.workbench;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people type them. */
public final class Durations {

  private static final Pattern TEXT = Pattern.compile("(\\d+)(ms|s|m|h)");

  private Durations() {}

  /**
   * Reads {@code 500ms}, {@code 90s}, {@code 15m} or {@code 2h}.
   *
   * @throws IllegalArgumentException naming the text, if it is none of these
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write e.g. 500ms, 90s, 15m or 2h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
