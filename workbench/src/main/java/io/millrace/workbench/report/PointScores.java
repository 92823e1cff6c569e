package io.millrace.workbench.report;

/**
 * Errors of one forecaster's point forecasts; NaN = not measured.
 *
 * @param relativeMae MAE over that of seasonal-naive on the same points
 * @param smape in percent, 0 to 200
 */
public record PointScores(double mse, double mae, double mase, double relativeMae, double smape) {

  public PointScores {
    Checks.notNegative("mse", mse);
    Checks.notNegative("mae", mae);
    Checks.notNegative("mase", mase);
    Checks.notNegative("relativeMae", relativeMae);
    Checks.notNegative("smape", smape);
  }
}
