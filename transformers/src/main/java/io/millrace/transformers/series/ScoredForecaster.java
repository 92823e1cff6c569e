package io.millrace.transformers.series;

import io.millrace.forecasting.LeadErrors;

/**
 * One forecaster's errors on the test rows, in scaled units.
 *
 * @param mase mean over variates of MAE / in-sample MAE of seasonal-naive
 */
public record ScoredForecaster(String name, LeadErrors errors, double mase) {}
