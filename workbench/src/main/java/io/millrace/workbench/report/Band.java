package io.millrace.workbench.report;

/**
 * A central interval over the leads.
 *
 * @param level the share of actuals it should hold, e.g. 0.8
 * @param low {@code [lead − 1]}, in the variate's own units; NaN = none
 * @param high {@code [lead − 1]}
 */
public record Band(double level, double[] low, double[] high) {

  public Band {
    Checks.probability("level", level);
    Checks.length("high", high, low.length);
    low = low.clone();
    high = high.clone();
  }
}
