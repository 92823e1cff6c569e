package io.millrace.forecasting;

import java.util.Arrays;

/**
 * Moves the quantiles of one variate at every lead. A scored lead has trackers of its own; between
 * two scored leads a move is interpolated in the logarithm of the lead: errors grow fast at the
 * near leads and slowly at the far ones, and one move for a whole bucket would be too wide where it
 * begins.
 */
final class QuantileMoves {

  /** Half an interval is at least this share of the mean absolute error. */
  private static final double LEAST_OF_ERROR = 0.01;

  /** And of the value: what the six digits of a published number still tell apart. */
  private static final double LEAST_OF_VALUE = 1e-5;

  private static final double LEAST = 1e-9;

  private final int[] leads;
  private final double[][] shifts; // [scored lead][level], in widths
  private final double[] errors; // [scored lead] mean absolute error

  /**
   * @param leads scored, rising
   * @param shifts {@code [scored lead][level]}, in widths
   * @param errors by scored lead: rolling mean absolute error, 0 = none seen
   */
  QuantileMoves(int[] leads, double[][] shifts, double[] errors) {
    this.leads = leads;
    this.shifts = shifts;
    this.errors = errors;
  }

  /**
   * The unit of a move: the forecaster's own interval, so that a forecaster that knows when it is
   * less sure is stretched rather than shifted; but not less than the mean absolute error, so that
   * one without a width of its own gets one.
   */
  static double width(double lowest, double highest, double error) {
    return Math.max(highest - lowest, error);
  }

  /** Leads at which a quantile is not finite stay as they are. */
  VariateOutlook apply(VariateOutlook own) {
    double[][] moved = Arrays.stream(own.quantiles()).map(double[]::clone).toArray(double[][]::new);
    double[] at = new double[moved.length];
    int above = 0; // the scored lead at or above this one
    for (int lead = 1; lead <= own.horizon() && at.length > 0; lead++) {
      above = Math.min(leads[above] < lead ? above + 1 : above, leads.length - 1);
      if (move(own, lead, above, at)) {
        for (int level = 0; level < at.length; level++) {
          moved[level][lead - 1] = at[level];
        }
      }
    }
    return new VariateOutlook(own.mean(), own.levels(), moved);
  }

  /**
   * @param at filled with the moved quantiles of the lead
   * @return whether they are finite
   */
  private boolean move(VariateOutlook own, int lead, int above, double[] at) {
    int below = Math.max(0, above - 1);
    double share = share(leads[below], leads[above], lead);
    double error = errors[below] + share * (errors[above] - errors[below]);
    double[][] quantiles = own.quantiles();
    double width = width(quantiles[0][lead - 1], quantiles[at.length - 1][lead - 1], error);
    for (int level = 0; level < at.length; level++) {
      double near = shifts[below][level];
      double shift = near + share * (shifts[above][level] - near);
      at[level] = quantiles[level][lead - 1] + width * shift;
    }
    // Moved apart from each other they can cross; in order again they are never worse
    // (Chernozhukov, Fernández-Val and Galichon 2010).
    Arrays.sort(at);
    widen(at, error);
    return Double.isFinite(at[at.length - 1] - at[0]);
  }

  /** Between the two scored leads, 0 = at the lower. */
  private static double share(int lower, int upper, int lead) {
    return lead >= upper ? 1 : Math.log((double) lead / lower) / Math.log((double) upper / lower);
  }

  private static void widen(double[] at, double error) {
    int last = at.length - 1;
    double middle = at[0] + (at[last] - at[0]) / 2;
    double half =
        Math.max(LEAST, Math.max(LEAST_OF_ERROR * error, LEAST_OF_VALUE * Math.abs(middle)));
    if (last > 0 && at[last] - at[0] < 2 * half) {
      at[0] = middle - half;
      at[last] = middle + half;
    }
  }
}
