package io.millrace.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as ISO-8601 text, as {@link Instant#parse} and {@link Instant#toString} have them, in an
 * eighth of their time: each event is read and written with two or three of them.
 */
final class IsoInstant {

  private static final int SHORTEST = "2026-01-31T12:00:00Z".length();
  private static final int POINT = SHORTEST - 1; // its index, if there is a fraction
  private static final int LONGEST = SHORTEST + 10;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int NOT_DIGITS = -1;
  private static final int[] POWERS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private IsoInstant() {}

  /**
   * @throws java.time.format.DateTimeParseException if it is no instant
   */
  static Instant parse(String text) {
    return isUsual(text) ? usual(text) : Instant.parse(text);
  }

  /** Whether its separators are where they are in UTC with a year of four digits. */
  private static boolean isUsual(String text) {
    int length = text.length();
    return length >= SHORTEST
        && length <= LONGEST
        && length != SHORTEST + 1
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && text.charAt(length - 1) == 'Z'
        && (length == SHORTEST || text.charAt(POINT) == '.');
  }

  private static Instant usual(String text) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int places = Math.max(0, text.length() - SHORTEST - 1);
    int fraction = places == 0 ? 0 : digits(text, POINT + 1, POINT + 1 + places);
    if (!isIn(year, 0, 9_999)
        || !isIn(month, 1, 12)
        || !isIn(day, 1, 28)
        || !isIn(hour, 0, 23)
        || !isIn(minute, 0, 59)
        || !isIn(second, 0, 59)
        || fraction == NOT_DIGITS) {
      return Instant.parse(text); // the last days of a month, what is rare, and what is wrong
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = days * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds, (long) fraction * POWERS[places]);
  }

  private static boolean isIn(int number, int least, int most) {
    return number >= least && number <= most;
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NOT_DIGITS;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  static String format(Instant instant) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY));
    if (!isIn(date.getYear(), 0, 9_999)) {
      return instant.toString();
    }
    int second = (int) Math.floorMod(instant.getEpochSecond(), (long) SECONDS_PER_DAY);
    int places = places(instant.getNano());
    byte[] text = new byte[places == 0 ? SHORTEST : SHORTEST + 1 + places];
    put(text, 0, 4, date.getYear());
    text[4] = '-';
    put(text, 5, 7, date.getMonthValue());
    text[7] = '-';
    put(text, 8, 10, date.getDayOfMonth());
    text[10] = 'T';
    put(text, 11, 13, second / 3_600);
    text[13] = ':';
    put(text, 14, 16, second / 60 % 60);
    text[16] = ':';
    put(text, 17, 19, second % 60);
    if (places > 0) {
      text[POINT] = '.';
      put(text, POINT + 1, POINT + 1 + places, instant.getNano() / POWERS[places]);
    }
    text[text.length - 1] = 'Z';
    return new String(text, ISO_8859_1);
  }

  /** In groups of three, as many as it needs. */
  private static int places(int nanos) {
    if (nanos == 0) {
      return 0;
    }
    return nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
  }

  private static void put(byte[] text, int from, int to, int number) {
    int rest = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
