package io.millrace.workbench.keys;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a key is to end, as people type it. */
final class Expiry {

  private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

  private Expiry() {}

  /**
   * Reads {@code 90d} from now on, {@code 2027-01-31} (its beginning, UTC) or an instant.
   *
   * @throws InvalidKeysException naming the text, if it is none of these or has passed
   */
  static Instant parse(String text, Instant now) {
    Instant end = instant(text, now);
    if (!end.isAfter(now)) {
      throw new InvalidKeysException("--expires is " + end + ", which has passed");
    }
    return end;
  }

  private static Instant instant(String text, Instant now) {
    Matcher days = DAYS.matcher(text);
    if (days.matches()) {
      return now.plus(Duration.ofDays(Long.parseLong(days.group(1))))
          .truncatedTo(ChronoUnit.SECONDS);
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidKeysException(
          "--expires must be e.g. 90d, 2027-01-31 or 2027-01-31T00:00:00Z, is '" + text + "'");
    }
  }
}
