package io.millrace.workbench.report;

/**
 * What a forecaster takes; NaN = not measured.
 *
 * @param inferenceMillis per window
 */
public record Cost(double trainingSeconds, double inferenceMillis) {

  public static final Cost UNKNOWN = new Cost(Double.NaN, Double.NaN);

  public Cost {
    Checks.notNegative("trainingSeconds", trainingSeconds);
    Checks.notNegative("inferenceMillis", inferenceMillis);
  }
}
