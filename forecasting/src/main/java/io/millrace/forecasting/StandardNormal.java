package io.millrace.forecasting;

/** The standard normal distribution. */
public final class StandardNormal {

  private StandardNormal() {}

  /**
   * P(Z ≤ z), to about 1e-15.
   *
   * <p>G. West, <i>Better approximations to cumulative normal functions</i>, Wilmott 2005 (after
   * Hart 1968).
   */
  public static double cumulative(double z) {
    double size = Math.abs(z);
    if (size > 37) {
      return z > 0 ? 1 : 0;
    }
    double density = Math.exp(-size * size / 2);
    double tail = size < 7.07106781186547 ? density * hart(size) : density * fraction(size);
    return z > 0 ? 1 - tail : tail;
  }

  public static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double hart(double x) {
    double above = 3.52624965998911e-02 * x + 0.700383064443688;
    above = above * x + 6.37396220353165;
    above = above * x + 33.912866078383;
    above = above * x + 112.079291497871;
    above = above * x + 221.213596169931;
    above = above * x + 220.206867912376;
    double below = 8.83883476483184e-02 * x + 1.75566716318264;
    below = below * x + 16.064177579207;
    below = below * x + 86.7807322029461;
    below = below * x + 296.564248779674;
    below = below * x + 637.333633378831;
    below = below * x + 793.826512519948;
    below = below * x + 440.413735824752;
    return above / below;
  }

  private static double fraction(double x) {
    double nested = x + 0.65;
    for (int i = 4; i >= 1; i--) {
      nested = x + i / nested;
    }
    return 1 / nested / 2.506628274631;
  }

  /**
   * The z with P(Z ≤ z) = p, to about 1e-9; p in 0..1 exclusive.
   *
   * <p>P. J. Acklam's rational approximation.
   */
  public static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p: must lie between 0 and 1, is " + p);
    }
    if (p < 0.02425) {
      return tail(Math.sqrt(-2 * Math.log(p)));
    }
    return p > 1 - 0.02425 ? -tail(Math.sqrt(-2 * Math.log(1 - p))) : centre(p - 0.5);
  }

  private static double centre(double q) {
    double r = q * q;
    double above = -3.969683028665376e+01 * r + 2.209460984245205e+02;
    above = above * r - 2.759285104469687e+02;
    above = above * r + 1.383577518672690e+02;
    above = above * r - 3.066479806614716e+01;
    above = above * r + 2.506628277459239e+00;
    double below = -5.447609879822406e+01 * r + 1.615858368580409e+02;
    below = below * r - 1.556989798598866e+02;
    below = below * r + 6.680131188771972e+01;
    below = below * r - 1.328068155288572e+01;
    return above * q / (below * r + 1);
  }

  private static double tail(double q) {
    double above = -7.784894002430293e-03 * q - 3.223964580411365e-01;
    above = above * q - 2.400758277161838e+00;
    above = above * q - 2.549732539343734e+00;
    above = above * q + 4.374664141464968e+00;
    above = above * q + 2.938163982698783e+00;
    double below = 7.784695709041462e-03 * q + 3.224671290700398e-01;
    below = below * q + 2.445134137142996e+00;
    below = below * q + 3.754408661907416e+00;
    return above / (below * q + 1);
  }
}
