package io.millrace.forecasting;

import java.util.Arrays;

/**
 * Moves the quantiles of one variate at every lead: a scored lead by what its own trackers say,
 * those between two scored leads by what lies between.
 */
final class QuantileMoves {

  /** Half an interval is at least this share of the mean absolute error. */
  private static final double LEAST_OF_ERROR = 0.01;

  /** And of the value: what the six digits of a published number still tell apart. */
  private static final double LEAST_OF_VALUE = 1e-5;

  private static final double LEAST = 1e-9;

  private final LeadWeights weights;
  private final double[][] shifts; // [level][scored lead], in widths
  private final double[] errors; // [scored lead]

  /**
   * @param shifts {@code [level][scored lead]}, in widths
   * @param errors by scored lead: rolling mean absolute error, 0 = none seen
   */
  QuantileMoves(LeadWeights weights, double[][] shifts, double[] errors) {
    this.weights = weights;
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
    double[][] moved = new double[shifts.length][own.horizon()];
    double[] at = new double[shifts.length];
    for (int lead = 1; lead <= own.horizon() && at.length > 0; lead++) {
      boolean finite = move(own.quantiles(), lead, at);
      for (int level = 0; level < at.length; level++) {
        moved[level][lead - 1] = finite ? at[level] : own.quantiles()[level][lead - 1];
      }
    }
    return own.with(moved);
  }

  /**
   * @param at filled with the moved quantiles of the lead
   * @return whether they are finite
   */
  private boolean move(double[][] own, int lead, double[] at) {
    int last = at.length - 1;
    double error = weights.at(errors, lead);
    double width = width(own[0][lead - 1], own[last][lead - 1], error);
    double sum = 0;
    for (int level = 0; level <= last; level++) {
      at[level] = own[level][lead - 1] + width * weights.at(shifts[level], lead);
      sum += at[level];
    }
    order(at);
    widen(at, error);
    return Double.isFinite(sum);
  }

  /**
   * Quantiles that moved apart from each other can cross; in order again they are never worse
   * (Chernozhukov, Fernández-Val and Galichon 2010).
   */
  private static void order(double[] at) {
    for (int i = 1; i < at.length; i++) {
      if (at[i] < at[i - 1]) {
        Arrays.sort(at);
        return;
      }
    }
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
