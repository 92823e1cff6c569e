package io.millrace.events;

import jakarta.annotation.Nullable;

/**
 * How one lead fared over a rolling window.
 *
 * @param lead steps ahead, from 1
 * @param points forecasts judged
 * @param mae mean absolute error, in the variate's unit
 * @param rmse root of the mean squared error, in the variate's unit
 * @param mase mean absolute scaled error (Hyndman and Koehler 2006)
 * @param relMae the error relative to seasonal-naive on the same points; below 1 is better
 * @param pinball mean pinball loss over the quantiles, in the variate's unit
 * @param bias mean of forecast − actual, in the variate's unit; above 0 it forecasts too high
 * @param coverage share of actuals inside the interval, 0 to 1
 * @param coverageTarget the share that the interval promises
 */
public record LeadScore(
    int lead,
    long points,
    double mae,
    @Nullable Double rmse,
    @Nullable Double mase,
    @Nullable Double relMae,
    @Nullable Double pinball,
    @Nullable Double bias,
    @Nullable Double coverage,
    @Nullable Double coverageTarget) {

  public LeadScore {
    Check.atLeast("lead", lead, 1);
    Check.atLeast("points", points, 0);
    Check.finite("mae", mae);
    Check.finiteIfPresent("rmse", rmse);
    Check.finiteIfPresent("mase", mase);
    Check.finiteIfPresent("relMae", relMae);
    Check.finiteIfPresent("pinball", pinball);
    Check.finiteIfPresent("bias", bias);
    Check.shareIfPresent("coverage", coverage);
    Check.shareIfPresent("coverageTarget", coverageTarget);
  }
}
