package io.millrace.forecasting;

import java.util.Arrays;

/**
 * A distribution known by some of its quantiles. Between them, and beyond the outermost, the value
 * is linear in the normal score {@code z = Φ⁻¹(p)}: a normal distribution is met exactly, and the
 * tails are those of a normal that goes on from the outermost two.
 */
public final class QuantileFunction {

  private final double[] scores; // rising
  private final double[] values; // never falling

  /**
   * @param levels rising, each between 0 and 1, at least one
   * @param values by level; where they cross they are put in order
   */
  public QuantileFunction(double[] levels, double[] values) {
    if (levels.length == 0 || levels.length != values.length) {
      throw new IllegalArgumentException(
          "levels, values: " + levels.length + " levels and " + values.length + " values");
    }
    this.scores = Arrays.stream(levels).map(StandardNormal::quantile).toArray();
    this.values = values.clone();
    Arrays.sort(this.values);
    for (int i = 1; i < scores.length; i++) {
      if (!(scores[i] > scores[i - 1])) {
        throw new IllegalArgumentException("levels: must rise, are " + Arrays.toString(levels));
      }
    }
  }

  /** The value below which the share {@code p} lies. */
  public double value(double p) {
    return valueAtScore(StandardNormal.quantile(p));
  }

  double valueAtScore(double z) {
    if (scores.length == 1) {
      return values[0];
    }
    int i = 0;
    while (i < scores.length - 2 && z > scores[i + 1]) {
      i++;
    }
    double slope = (values[i + 1] - values[i]) / (scores[i + 1] - scores[i]);
    return z > scores[i + 1]
        ? values[i + 1] + slope * (z - scores[i + 1]) // exact at the outermost quantile
        : values[i] + slope * (z - scores[i]);
  }

  /** The probability of a value of at most {@code x}. */
  public double cumulative(double x) {
    return cumulativeAtScore(scoreOf(x));
  }

  /**
   * The largest normal score whose value is at most {@code x}; infinite where the distribution is a
   * point and x is beside it.
   */
  double scoreOf(double x) {
    int last = scores.length - 1;
    if (scores.length == 1 || values[0] == values[last]) {
      return x >= values[last] ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    int i = last - 1;
    while (i > 0 && x < values[i]) {
      i--;
    }
    double rise = values[i + 1] - values[i];
    if (rise == 0) {
      return x >= values[i] ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return scores[i] + (x - values[i]) / rise * (scores[i + 1] - scores[i]);
  }

  /** The smallest normal score whose value is at least {@code x}; infinite beside a point. */
  double lowestScoreOf(double x) {
    int last = scores.length - 1;
    if (scores.length == 1 || values[0] == values[last]) {
      return x <= values[0] ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    int i = 0;
    while (i < last - 1 && x > values[i + 1]) {
      i++;
    }
    double rise = values[i + 1] - values[i];
    if (rise == 0) {
      return x <= values[i + 1] ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return scores[i] + (x - values[i]) / rise * (scores[i + 1] - scores[i]);
  }

  /** Twice the smaller of P(X ≤ x) and P(X ≥ x), at most 1: small far out, 1 at the median. */
  public double tailProbability(double x) {
    double atLeast = 1 - cumulativeAtScore(lowestScoreOf(x));
    return Math.min(1, 2 * Math.min(cumulative(x), atLeast));
  }

  private static double cumulativeAtScore(double z) {
    return Double.isInfinite(z) ? (z > 0 ? 1 : 0) : StandardNormal.cumulative(z);
  }
}
