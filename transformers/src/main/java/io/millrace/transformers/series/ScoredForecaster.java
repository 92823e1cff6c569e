package io.millrace.transformers.series;

import io.millrace.forecasting.LeadErrors;
import org.jspecify.annotations.Nullable;

/**
 * One forecaster's errors on held-out rows.
 *
 * @param errors in scaled units
 * @param mase mean over variates of MAE / in-sample MAE of seasonal-naive
 * @param relMae MAE over that of seasonal-naive on the same points; below 1 is better
 * @param smape 0 .. 200 %, in the variates' own units
 * @param coverage of its interval; null = it has none
 * @param trainingSeconds NaN = nothing to train
 * @param inferenceMillis a window, in batches; NaN = nothing to run
 */
public record ScoredForecaster(
    String name,
    LeadErrors errors,
    double mase,
    double relMae,
    double smape,
    @Nullable IntervalCoverage coverage,
    double trainingSeconds,
    double inferenceMillis) {}
