package io.millrace.transformers;

/**
 * A floating-point format of at most 16 bits: sign, exponent, fraction. Every value of it is a
 * float32 too.
 *
 * @param bias what is taken off the exponent
 * @see <a href="https://arxiv.org/abs/2209.05433">FP8 Formats for Deep Learning</a>
 */
record SmallFloat(int exponentBits, int fractionBits, int bias, Special special) {

  /** Which bits stand for no number. */
  enum Special {
    /** An exponent of ones: infinity, or NaN where there is a fraction. */
    IEEE,
    /** Ones in exponent and fraction: NaN. No infinity. */
    ALL_ONES,
    /** What would be −0: NaN. No infinity. */
    NEGATIVE_ZERO
  }

  static final SmallFloat F16 = new SmallFloat(5, 10, 15, Special.IEEE);
  static final SmallFloat F8_E5M2 = new SmallFloat(5, 2, 15, Special.IEEE);
  static final SmallFloat F8_E4M3 = new SmallFloat(4, 3, 7, Special.ALL_ONES);
  static final SmallFloat F8_E5M2FNUZ = new SmallFloat(5, 2, 16, Special.NEGATIVE_ZERO);
  static final SmallFloat F8_E4M3FNUZ = new SmallFloat(4, 3, 8, Special.NEGATIVE_ZERO);

  /**
   * @param bits in the lowest places; the others are not looked at
   */
  float value(int bits) {
    int fraction = bits & ones(fractionBits);
    int exponent = (bits >>> fractionBits) & ones(exponentBits);
    boolean negative = ((bits >>> (fractionBits + exponentBits)) & 1) != 0;
    float size = isNaN(negative, exponent, fraction) ? Float.NaN : size(exponent, fraction);
    return negative ? -size : size;
  }

  private float size(int exponent, int fraction) {
    if (special == Special.IEEE && exponent == ones(exponentBits)) {
      return Float.POSITIVE_INFINITY;
    }
    return exponent == 0
        ? Math.scalb((float) fraction, 1 - bias - fractionBits)
        : Math.scalb((float) (fraction + (1 << fractionBits)), exponent - bias - fractionBits);
  }

  private boolean isNaN(boolean negative, int exponent, int fraction) {
    return switch (special) {
      case IEEE -> exponent == ones(exponentBits) && fraction != 0;
      case ALL_ONES -> exponent == ones(exponentBits) && fraction == ones(fractionBits);
      case NEGATIVE_ZERO -> negative && exponent == 0 && fraction == 0;
    };
  }

  private static int ones(int count) {
    return (1 << count) - 1;
  }
}
