package io.millrace.events.fuzz;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Values at and beyond the borders of what readers expect, each as it stands in JSON. */
final class Odd {

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-0.0",
          "1",
          "-1",
          "1.0",
          "2.0e0",
          "1.5",
          "1e2",
          "1E+2",
          "100e-2",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "1e308",
          "1.7976931348623157e308",
          "1.7976931348623158e308", // rounds to the largest double
          "-1.7976931348623158e308",
          "1.7976931348623159e308", // rounds to infinity
          "1e309",
          "-1e309",
          "1e999",
          "1e1000000000",
          "1e-1000000000",
          "1e99999999999",
          "5e-324",
          "1e-323",
          "1e-400", // rounds to 0
          "-1e-400",
          "9".repeat(309),
          "9".repeat(1_000),
          "9".repeat(1_001), // longer than the reader takes
          "0." + "1".repeat(1_100),
          "0." + "0".repeat(1_100) + "1",
          "NaN",
          "Infinity",
          "-Infinity",
          "\"NaN\"",
          "\"Infinity\"",
          "\"1\"",
          "\"1.5\"",
          "+1",
          "01",
          ".5",
          "1.",
          "1e",
          "--1",
          "0x10",
          "1_000",
          "1,5");

  private static final List<String> TIMES =
      List.of(
          "2026-01-31",
          "2026-01-31T12:00Z",
          "2026-01-31T12:00:00",
          "2026-01-31T12:00:00.Z",
          "2026-01-31t12:00:00z",
          "2026-01-31 12:00:00Z",
          "2026-01-31T12:00:00,5Z",
          "2026-01-31T12:00:00.123456789Z",
          "2026-01-31T12:00:00.1234567890Z",
          "2026-01-31T24:00:00Z",
          "2026-01-31T24:00:00.0Z",
          "2026-01-31T24:00:01Z",
          "2026-01-31T25:00:00Z",
          "2026-01-31T23:59:60Z",
          "2026-01-31T12:59:60Z",
          "2026-02-29T00:00:00Z",
          "2024-02-29T00:00:00Z",
          "2000-02-29T00:00:00Z",
          "1900-02-29T00:00:00Z",
          "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z",
          "2026-1-1T0:0:0Z",
          "2026-01-31T12:00:00+0100",
          "2026-01-31T12:00:00+01",
          "2026-01-31T12:00:00-00:00",
          "2026-01-31T12:00:00+01:00:30",
          "2026-01-31T12:00:00+18:00",
          "2026-01-31T12:00:00+18:01",
          "2026-01-31T12:00:00+01:00[Europe/Berlin]",
          "0000-01-01T00:00:00Z",
          "0000-12-31T23:30:00-01:00", // in the year 1, of an offset
          "0001-01-01T00:00:00Z",
          "0001-01-01T00:30:00+01:00", // in the year 0
          "9999-12-31T23:59:59.999999999Z",
          "9999-12-31T23:30:00-01:00", // in the year 10000
          "10000-01-01T00:00:00Z",
          "+10000-01-01T00:00:00Z",
          "+10000-01-01T00:30:00+01:00",
          "+02026-01-31T12:00:00Z",
          "+0002026-01-31T12:00:00Z",
          "-0001-01-31T12:00:00Z",
          "+1000000000-12-31T23:59:59Z",
          " 2026-01-31T12:00:00Z",
          "2026-01-31T12:00:00Z ",
          "2026-01-31T12:00:00Z\\n",
          "２０２６-01-31T12:00:00Z",
          "P1D",
          "now",
          "1769860800");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\\u0000",
          "\\ud83d\\ude00",
          "😀".repeat(129), // more than 256 as Java counts them
          "😀".repeat(5_000),
          "\\ud800",
          "a\\udc00b",
          "\\ude00\\ud83d",
          "\uFEFFa",
          "e\u0301",
          "\u202Eabc",
          "a\u2028b\u2029c",
          "\u0001",
          "\t",
          "a\nb",
          "\\x41",
          "\\u12",
          "${jndi:ldap://127.0.0.1/a}",
          "../../etc/passwd",
          "'; DROP TABLE events; --",
          "known",
          " known ",
          "KNOWN",
          "observed",
          "0",
          "null");

  private static final List<String> OTHERS =
      List.of("null", "true", "false", "{}", "[]", "[null]", "[[]]", "{\"a\":1}", "[1]", "\"\"");

  private Odd() {}

  private static String one(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  static String number(Random random) {
    return one(NUMBERS, random);
  }

  /** In quotes; half of them drawn digit by digit around the borders of the calendar. */
  static String time(Random random) {
    return quoted(random.nextBoolean() ? one(TIMES, random) : drawnTime(random));
  }

  private static String drawnTime(Random random) {
    LocalDate day = LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_059));
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02dT%02d:%02d:%02d%s%s",
        day.getYear(),
        random.nextInt(8) == 0 ? random.nextInt(15) : day.getMonthValue(),
        random.nextInt(4) == 0 ? 27 + random.nextInt(6) : day.getDayOfMonth(),
        random.nextInt(26),
        random.nextInt(62),
        random.nextInt(62),
        random.nextBoolean() ? "" : "." + "0".repeat(random.nextInt(11)),
        random.nextBoolean() ? "Z" : offset(random));
  }

  private static String offset(Random random) {
    String sign = random.nextBoolean() ? "+" : "-";
    return String.format(Locale.ROOT, "%s%02d:%02d", sign, random.nextInt(20), random.nextInt(62));
  }

  static String text(Random random) {
    return quoted(one(TEXTS, random));
  }

  /** Of another type than most fields have. */
  static String other(Random random) {
    return one(OTHERS, random);
  }

  static String any(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> number(random);
      case 1 -> time(random);
      case 2 -> text(random);
      default -> other(random);
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
