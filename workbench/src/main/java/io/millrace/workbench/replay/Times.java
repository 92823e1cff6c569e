package io.millrace.workbench.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/** Points in time as CSV files write them; without a zone they are UTC. */
final class Times {

  /** Seconds since the epoch reach this in the year 5138, milliseconds did in March 1973. */
  private static final long MILLISECONDS_FROM = 100_000_000_000L;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("[yyyy-M-d][yyyy/M/d]")
          .appendPattern("['T'][' '][H:mm[:ss]]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[XXX][X]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .toFormatter(Locale.ROOT);

  private Times() {}

  /**
   * Reads ISO 8601, {@code 2016-07-01 00:00[:00]}, {@code 2016/7/1 0:00}, a date, or seconds or
   * milliseconds since the epoch.
   *
   * @throws DateTimeException if it is none of these
   */
  static Instant parse(String text) {
    if (NUMBER.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return number < MILLISECONDS_FROM
          ? Instant.ofEpochSecond(number)
          : Instant.ofEpochMilli(number);
    }
    TemporalAccessor found = FORMAT.parse(text);
    return found.isSupported(ChronoField.OFFSET_SECONDS)
        ? Instant.from(found)
        : LocalDateTime.from(found).toInstant(ZoneOffset.UTC);
  }
}
