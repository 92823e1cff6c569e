package io.millrace.forecasting.alert;

/**
 * How a reading compares with those before it, in the aspect in which it is least probable. All
 * values are in the unit of the variate.
 *
 * @param expected the forecast (step, unrest), the level, or what comes at this part of the season
 * @param deviation from it: of this reading, or the mean of the last {@value Surprise#MEMORY} where
 *     the aspect looks at several; of unrest without sign
 */
public record Judgement(
    Aspect aspect, double value, double expected, double deviation, Deviations before) {

  /** Sides of aspects that are looked at: of unrest only one. */
  private static final int COMPARISONS = 7;

  /**
   * Of a deviation that large, in any aspect, up or down: so many times (Bonferroni) the smallest
   * of them. 1 while there is too little to compare with, and for all but the very largest. Means
   * of neighbouring readings are alike, so that of independent noise up to twice the share is
   * beyond a tail of 0.001, of an autoregression of 0.8 up to four times.
   */
  public double tailProbability() {
    return Math.min(1, COMPARISONS * before.tailProbability(deviation));
  }

  /** The deviation downwards at which the tail probability is {@code tail}; 0 of unrest. */
  public double lowest(double tail) {
    return aspect == Aspect.UNREST ? 0 : -before.sizeBelow(tail / COMPARISONS);
  }

  /** The deviation upwards at which the tail probability is {@code tail}. */
  public double highest(double tail) {
    return before.sizeAbove(tail / COMPARISONS);
  }
}
