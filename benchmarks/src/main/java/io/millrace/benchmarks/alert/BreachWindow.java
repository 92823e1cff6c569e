package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Limit;
import java.util.Arrays;

/**
 * The steps that a rule looked ahead at, from the right side of its limit.
 *
 * @param when it was issued, in steps; of no other series
 * @param step it was issued at, a row of its series
 * @param leads steps of it
 * @param stated probability that the paths gave
 * @param probability the same, calibrated
 * @param truth the probability by the process itself; NaN = not known
 * @param breached whether it came true
 */
record BreachWindow(
    int when,
    int step,
    int variate,
    Limit limit,
    int leads,
    double stated,
    double probability,
    double truth,
    boolean breached) {

  /** Whether any of the window's steps breaches its limit. */
  static boolean isBreached(double[][] rows, int step, int variate, Limit limit, int leads) {
    return Arrays.stream(rows, step + 1, step + 1 + leads)
        .anyMatch(row -> limit.breachedBy(row[variate]));
  }
}
