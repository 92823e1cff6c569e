package io.millrace.workbench.csv;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A number as files write it. */
final class Cell {

  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null");
  private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");

  /** Java's own parser takes {@code 1f} and {@code 0x1p3} for numbers, too. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private Cell() {}

  static boolean isMissing(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /**
   * @throws NumberFormatException that names column and text, if this is no finite number
   */
  static double number(String column, String text) {
    double number = isNumber(text) ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(
          "column " + column + " holds '" + text + "', not a number" + why(text, number));
    }
    return number;
  }

  private static String why(String text, double number) {
    if (Double.isInfinite(number) || INFINITE.matcher(text).matches()) {
      return ": it is infinite";
    }
    return DECIMAL_COMMA.matcher(text).matches() ? ": decimals need a point" : "";
  }
}
