package io.millrace.workbench.report;

/**
 * What a paper reports for this forecaster, data and horizon.
 *
 * @param source such as {@code arXiv:2310.06625, table 1}
 */
public record Published(double mse, double mae, String source) {

  /** Nobody did. */
  public static final Published NONE = new Published(Double.NaN, Double.NaN, "");

  public Published {
    Checks.notNegative("published mse", mse);
    Checks.notNegative("published mae", mae);
  }
}
