package io.millrace.forecasting;

import java.util.Arrays;

/**
 * Split-conformal calibration: how far a quantile forecast must move so that, on rows the network
 * never learned from, the right share of actuals lies below it.
 *
 * @see <a href="https://arxiv.org/abs/1905.03222">Conformalized Quantile Regression</a>
 */
public final class SplitConformal {

  private SplitConformal() {}

  /**
   * What to add to the forecasts of one quantile.
   *
   * @param residuals actual − forecast; at least one; the array is sorted in place
   * @param level of the quantile; above one half the rank is rounded up and below it down, so that
   *     a finite sample errs towards the wider interval
   */
  public static double shift(double[] residuals, double level) {
    if (residuals.length == 0) {
      throw new IllegalArgumentException("a calibration needs at least one residual");
    }
    Arrays.sort(residuals);
    double rank = level * (residuals.length + 1);
    long rounded = (long) (level > 0.5 ? Math.ceil(rank) : Math.floor(rank));
    return residuals[(int) Math.max(0, Math.min(residuals.length - 1, rounded - 1))];
  }
}
