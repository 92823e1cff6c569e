package io.millrace.serving;

/**
 * A batch of windows, flat and scaled.
 *
 * @param history {@code [batch, lookback, variates]}
 * @param past {@code [batch, lookback, covariates]}; empty if the model takes none
 * @param known {@code [batch, lookback + horizon, covariates]}, calendar features last; empty if
 *     the model takes none
 */
@SuppressWarnings("ArrayRecordComponent") // A large input of one owner: copies would cost.
public record ForecastInputs(int batch, float[] history, float[] past, float[] known) {

  /** Windows without covariates. */
  public ForecastInputs(int batch, float[] history) {
    this(batch, history, new float[0], new float[0]);
  }
}
