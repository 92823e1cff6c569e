package io.millrace.events;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes a double as JSON with at most six significant digits, rounded half-even as {@link
 * BigDecimal} would. A forecast has thousands of numbers, and the careless way ({@code
 * String.format}) costs as much time as the network that made them.
 */
final class SixDigits {

  /** No number is longer: sign, digit, point, five digits, exponent of up to four characters. */
  static final int LONGEST = 17; // characters

  private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final int SMALLEST_PLAIN = -5; // exponent; below, 1.5e-6 is shorter
  private static final int LARGEST_PLAIN = 9;
  private static final int EXPONENT_LIMIT = 290; // beyond, powers of ten over- or underflow
  private static final int POWERS_MARGIN = 10; // the table goes on, for exponents on the border
  private static final double LOG10_OF_2 = 0.30102999566398120;
  private static final double TIE_WIDTH = 1e-5; // far above the error of one multiplication
  private static final double[] POWERS = powers();

  private SixDigits() {}

  private static double[] powers() {
    double[] powers = new double[2 * (EXPONENT_LIMIT + POWERS_MARGIN) + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Double.parseDouble("1e" + (i - EXPONENT_LIMIT - POWERS_MARGIN));
    }
    return powers;
  }

  private static double power(int exponent) {
    return POWERS[exponent + EXPONENT_LIMIT + POWERS_MARGIN];
  }

  /**
   * @param value finite
   * @param to has room for {@link #LONGEST} more characters
   * @param from index of the first character to write
   * @return the index after the last
   */
  static int write(double value, char[] to, int from) {
    if (value == 0) {
      to[from] = '0';
      return from + 1;
    }
    double size = Math.abs(value);
    int at = from;
    if (value < 0) {
      to[at++] = '-';
    }
    int exponent = exponent(size);
    if (Math.abs(exponent) > EXPONENT_LIMIT) {
      return exactly(size, to, at);
    }
    double scaled =
        exponent > 5 ? size / power(exponent - 5) : size * power(5 - exponent); // 1e5 to 1e6
    long digits = (long) (scaled + 0.5);
    if (Math.abs(scaled - Math.floor(scaled) - 0.5) < TIE_WIDTH) {
      return exactly(size, to, at);
    }
    return digits == 1_000_000
        ? write(100_000, exponent + 1, to, at)
        : write(digits, exponent, to, at);
  }

  /** Largest e with 10^e ≤ size. */
  private static int exponent(double size) {
    int estimate = (int) Math.floor(Math.getExponent(size) * LOG10_OF_2);
    boolean tooLow =
        Math.abs(estimate) < EXPONENT_LIMIT + POWERS_MARGIN && size >= power(estimate + 1);
    return tooLow ? estimate + 1 : estimate;
  }

  /** The slow and certain way, for numbers next to a tie and for the very large and small. */
  private static int exactly(double size, char[] to, int from) {
    BigDecimal rounded = new BigDecimal(size).round(SIX);
    int exponent = rounded.precision() - rounded.scale() - 1;
    long digits = rounded.movePointRight(5 - exponent).longValueExact();
    return write(digits, exponent, to, from);
  }

  /** Writes {@code digits × 10^(exponent − 5)}, where digits has six places. */
  private static int write(long digits, int exponent, char[] to, int from) {
    int significant = 6;
    long left = digits;
    while (left % 10 == 0) {
      left /= 10;
      significant--;
    }
    if (exponent < SMALLEST_PLAIN || exponent > LARGEST_PLAIN) {
      int at = plain(left, significant, 0, to, from);
      to[at++] = 'e';
      return whole(exponent, to, at);
    }
    return plain(left, significant, exponent, to, from);
  }

  private static int plain(long digits, int significant, int exponent, char[] to, int from) {
    int at = from;
    int point = exponent + 1; // digits before the point; none or less means zeros after it
    if (point <= 0) {
      to[at++] = '0';
      to[at++] = '.';
      for (int i = point; i < 0; i++) {
        to[at++] = '0';
      }
      return digits(digits, significant, -1, to, at);
    }
    at = digits(digits, significant, point < significant ? point : -1, to, at);
    for (int i = significant; i < point; i++) {
      to[at++] = '0';
    }
    return at;
  }

  /** Writes the digits with the point before the one at index {@code point}, or none if -1. */
  private static int digits(long digits, int count, int point, char[] to, int from) {
    int end = from + count + (point < 0 ? 0 : 1);
    long left = digits;
    for (int at = end - 1; at >= from; at--) {
      if (point >= 0 && at - from == point) {
        to[at] = '.';
      } else {
        to[at] = (char) ('0' + left % 10);
        left /= 10;
      }
    }
    return end;
  }

  private static int whole(int number, char[] to, int from) {
    String text = Integer.toString(number);
    text.getChars(0, text.length(), to, from);
    return from + text.length();
  }
}
