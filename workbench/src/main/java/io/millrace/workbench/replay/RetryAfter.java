package io.millrace.workbench.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When a service wants to be asked again: seconds, or a date.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, section
 *     10.2.3</a>
 */
final class RetryAfter {

  /** What is said in no or another way. */
  static final Duration USUAL = Duration.ofSeconds(1);

  /** Also where a service says 0: it has just refused. */
  static final Duration LEAST = Duration.ofMillis(100);

  private RetryAfter() {}

  static Duration of(Optional<String> header, Instant now) {
    Duration asked = header.map(String::strip).map(text -> read(text, now)).orElse(USUAL);
    return asked.compareTo(LEAST) < 0 ? LEAST : asked;
  }

  private static Duration read(String text, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, date.toInstant());
    } catch (DateTimeException neither) {
      return USUAL;
    }
  }
}
