package io.millrace.workbench.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as a file writes it.
 *
 * @param text as written
 * @param at taken as UTC if it has no offset
 * @param offset as written; null = none
 */
public record Stamp(String text, Instant at, @Nullable ZoneOffset offset) {

  /** Seconds since the epoch reach this in the year 5138, milliseconds did in March 1973. */
  private static final long MILLISECONDS_FROM = 100_000_000_000L;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("[yyyy-M-d][yyyy/M/d]")
          .appendPattern("['T'][' '][H:mm[:ss]]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .toFormatter(Locale.ROOT);

  /**
   * Reads ISO 8601, {@code 2016-07-01 00:00[:00]}, {@code 2016/7/1 0:00}, a date, or seconds or
   * milliseconds since the epoch.
   *
   * @throws DateTimeException that quotes the text, if it is none of these
   */
  static Stamp parse(String text) {
    try {
      return NUMBER.matcher(text).matches()
          ? new Stamp(text, sinceEpoch(Long.parseLong(text)), null)
          : of(text, FORMAT.parse(text));
    } catch (DateTimeException e) {
      throw new DateTimeException("'" + text + "' is not a time", e);
    }
  }

  private static Instant sinceEpoch(long number) {
    return number < MILLISECONDS_FROM
        ? Instant.ofEpochSecond(number)
        : Instant.ofEpochMilli(number);
  }

  private static Stamp of(String text, TemporalAccessor found) {
    return found.isSupported(ChronoField.OFFSET_SECONDS)
        ? new Stamp(text, Instant.from(found), ZoneOffset.from(found))
        : new Stamp(text, LocalDateTime.from(found).toInstant(ZoneOffset.UTC), null);
  }

  /** A time that no file writes. */
  static Stamp counted(Instant at) {
    return new Stamp(at.toString(), at, null);
  }

  /** Whether a text can only be a time; a number may be anything. */
  static boolean reads(String text) {
    try {
      return !NUMBER.matcher(text).matches() && !parse(text).text().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  boolean hasOffsetOf(Stamp other) {
    return Objects.equals(offset, other.offset);
  }

  String describeOffset() {
    return offset == null ? "no offset from UTC" : "offset " + offset;
  }
}
