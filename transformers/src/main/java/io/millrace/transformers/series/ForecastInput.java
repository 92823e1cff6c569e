package io.millrace.transformers.series;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a forecaster sees of a batch of windows, all scaled.
 *
 * @param history {@code [batch, lookback, variates]}: what is to be continued
 * @param past {@code [batch, lookback, covariates]}: known up to the issue time; null = none
 * @param known {@code [batch, lookback + horizon, covariates]}: known beyond it, calendar features
 *     last; null = none
 * @param mask {@code [batch, lookback, variates]}: 1 where a value of the history was filled in, 0
 *     where it was observed; null = not told
 */
public record ForecastInput(
    Operand<TFloat32> history,
    @Nullable Operand<TFloat32> past,
    @Nullable Operand<TFloat32> known,
    @Nullable Operand<TFloat32> mask) {

  /** A history without covariates. */
  public ForecastInput(Operand<TFloat32> history) {
    this(history, null, null, null);
  }

  /** The same covariates and mask beside another history. */
  ForecastInput withHistory(Operand<TFloat32> other) {
    return new ForecastInput(other, past, known, mask);
  }

  ForecastInput withoutCovariates() {
    return new ForecastInput(history, null, null, mask);
  }
}
