package io.millrace.workbench.report;

import org.jfree.data.Range;

/** The range that some numbers span; what is not finite is passed over. */
final class Extent {

  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  Extent with(double... values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return this;
  }

  /**
   * @param share of the span that stays free above and below
   */
  Range padded(double share) {
    if (low > high) {
      return new Range(0, 1);
    }
    double span = high > low ? high - low : Math.max(Math.abs(high), 1);
    return new Range(low - share * span, high + share * span);
  }

  /** From zero up, as errors are read. */
  Range fromZero() {
    return new Range(0, high > 0 ? 1.08 * high : 1);
  }
}
