package io.millrace.workbench.report;

/**
 * What one forecaster's quantiles are worth; NaN = not measured.
 *
 * @param pinball mean over points and quantiles
 * @param coverage share of actuals inside the interval, 0 to 1
 */
public record IntervalScores(double pinball, double coverage) {

  /** Of a forecaster that gives a point only. */
  public static final IntervalScores NONE = new IntervalScores(Double.NaN, Double.NaN);

  public IntervalScores {
    Checks.notNegative("pinball", pinball);
    Checks.check(!(coverage < 0 || coverage > 1), "coverage", "a share from 0 to 1", coverage);
  }
}
