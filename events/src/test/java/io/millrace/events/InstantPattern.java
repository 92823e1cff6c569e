package io.millrace.events;

/**
 * What {@link java.time.Instant#parse} takes of the years 1 to 9999, as an ECMA-262 expression: RFC
 * 3339, and beyond it the end of a day as 24:00, a leap second at any offset, seconds in an offset.
 */
final class InstantPattern {

  private static final String LEAP_YEAR =
      "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
  private static final String DATE =
      "(?:\\+0{1,6})?(?!0000)(?:\\d{4}-(?:"
          + "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])"
          + "|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)"
          + "|02-(?:0[1-9]|1\\d|2[0-8]))"
          + "|"
          + LEAP_YEAR
          + "-02-29)";
  private static final String TIME =
      "(?:(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d|23:59:60)(?:\\.\\d{0,9})?"
          + "|24:00:00(?:\\.0{0,9})?)";
  private static final String OFFSET =
      "(?:[Zz]|[+-](?:(?:0\\d|1[0-7]):[0-5]\\d(?::[0-5]\\d)?|18:00(?::00)?))";

  /** Nothing comes after; {@code $} lets a last line break pass in many dialects. */
  private static final String END = "(?![\\s\\S])";

  static final String TEXT = "^" + DATE + "[Tt]" + TIME + OFFSET + END;

  private InstantPattern() {}
}
