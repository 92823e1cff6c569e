package io.millrace.forecasting;

/**
 * A limit on one variate.
 *
 * @param side where the breach lies
 * @param value in the variate's units
 */
public record Limit(Side side, double value) {

  /** Above or below the limit's value. */
  public enum Side {
    ABOVE,
    BELOW
  }

  public Limit {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("limit: must be finite, is " + value);
    }
  }

  public static Limit above(double value) {
    return new Limit(Side.ABOVE, value);
  }

  public static Limit below(double value) {
    return new Limit(Side.BELOW, value);
  }

  public boolean breachedBy(double x) {
    return side == Side.ABOVE ? x > value : x < value;
  }
}
