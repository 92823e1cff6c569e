package io.millrace.ingest.table;

import io.millrace.events.InvalidEventException;
import java.util.regex.Pattern;

/** Numbers that were written as text. */
public final class NumberText {

  /**
   * As JSON has them, and with a plus or without a digit on one side of the point. Nothing is tried
   * twice: a text may be long.
   */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][-+]?+\\d++)?+");

  private static final int QUOTED = 64; // characters

  private NumberText() {}

  /**
   * Reads a number.
   *
   * @throws InvalidEventException naming the field, unless it is finite
   */
  public static double read(String field, String text) {
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new InvalidEventException(field, "must be a finite number, is " + quoted(text));
    }
    return value;
  }

  /** A text for a complaint. */
  public static String quoted(String text) {
    return "'" + (text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text) + "'";
  }
}
