package io.millrace.benchmarks.text;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the bytes of each safetensors type mean, by the definitions of the formats: exact whole
 * numbers, and products of powers of 2 in double precision.
 */
final class PlainNumbers {

  /** Sign, exponent and fraction. */
  private record Layout(int exponent, int fraction, int bias) {}

  private static final Map<String, Layout> FRACTIONS = new LinkedHashMap<>();

  static {
    FRACTIONS.put("F8_E4M3", new Layout(4, 3, 7));
    FRACTIONS.put("F8_E5M2", new Layout(5, 2, 15));
    FRACTIONS.put("F8_E4M3FNUZ", new Layout(4, 3, 8));
    FRACTIONS.put("F8_E5M2FNUZ", new Layout(5, 2, 16));
    FRACTIONS.put("F16", new Layout(5, 10, 15));
    FRACTIONS.put("BF16", new Layout(8, 7, 127));
    FRACTIONS.put("F32", new Layout(8, 23, 127));
    FRACTIONS.put("F64", new Layout(11, 52, 1023));
  }

  private PlainNumbers() {}

  /** The types that are read, and the bytes of one value. */
  static Map<String, Integer> widths() {
    Map<String, Integer> widths = new LinkedHashMap<>();
    widths.put("BOOL", 1);
    for (int bytes = 1; bytes <= 8; bytes *= 2) {
      widths.put("U" + 8 * bytes, bytes);
      widths.put("I" + 8 * bytes, bytes);
    }
    widths.put("F8_E8M0", 1);
    FRACTIONS.forEach(
        (type, layout) ->
            widths.put(type, (1 + layout.exponent() + layout.fraction()) / Byte.SIZE));
    return widths;
  }

  static boolean isWhole(String type) {
    return !type.contains("F");
  }

  /** The unsigned number that a value's bytes are, the lowest first. */
  static BigInteger bits(byte[] bytes, int from, int width) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = width - 1; i >= 0; i--) {
      bits = bits.shiftLeft(8).add(BigInteger.valueOf(bytes[from + i] & 0xFF));
    }
    return bits;
  }

  static BigInteger whole(String type, BigInteger bits, int width) {
    if (type.equals("BOOL")) {
      return bits.signum() == 0 ? BigInteger.ZERO : BigInteger.ONE;
    }
    boolean negative = type.startsWith("I") && bits.testBit(8 * width - 1);
    return negative ? bits.subtract(BigInteger.ONE.shiftLeft(8 * width)) : bits;
  }

  static double real(String type, BigInteger bits) {
    if (type.equals("F8_E8M0")) {
      return bits.intValue() == 255 ? Double.NaN : Math.pow(2, bits.intValue() - 127);
    }
    Layout layout = FRACTIONS.getOrDefault(type, new Layout(0, 0, 0));
    BigInteger two = BigInteger.ONE.shiftLeft(layout.fraction());
    double fraction = bits.mod(two).doubleValue() / two.doubleValue();
    int exponents = 1 << layout.exponent();
    int exponent = bits.shiftRight(layout.fraction()).intValue() & exponents - 1;
    boolean negative = bits.testBit(layout.fraction() + layout.exponent());
    if (type.endsWith("FNUZ") && negative && exponent == 0 && fraction == 0) {
      return Double.NaN;
    }
    double size = size(type, layout, exponent, fraction);
    return negative ? -size : size;
  }

  private static double size(String type, Layout layout, int exponent, double fraction) {
    boolean last = exponent == (1 << layout.exponent()) - 1;
    if (last && type.equals("F8_E4M3") && fraction == 7 / 8.0) {
      return Double.NaN;
    }
    if (last && !type.endsWith("FNUZ") && !type.equals("F8_E4M3")) {
      return fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? fraction * Math.pow(2, 1 - layout.bias())
        : (1 + fraction) * Math.pow(2, exponent - layout.bias());
  }
}
