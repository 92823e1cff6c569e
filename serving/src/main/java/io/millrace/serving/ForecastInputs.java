package io.millrace.serving;

/**
 * A batch of windows, flat and scaled.
 *
 * @param history {@code [batch, lookback, variates]}
 * @param past {@code [batch, lookback, covariates]}; empty if the model takes none
 * @param known {@code [batch, lookback + horizon, covariates]}; known variates first, in the
 *     manifest's order, calendar features last; empty if the model takes none
 * @param mask {@code [batch, lookback, variates]}: 1 where a value of the history was filled in or
 *     is missing, 0 where it was observed; empty if the model takes none
 */
@SuppressWarnings("ArrayRecordComponent") // A large input of one owner: copies would cost.
public record ForecastInputs(
    int batch, float[] history, float[] past, float[] known, float[] mask) {

  /** Windows without a mask. */
  public ForecastInputs(int batch, float[] history, float[] past, float[] known) {
    this(batch, history, past, known, new float[0]);
  }

  /** Windows without covariates. */
  public ForecastInputs(int batch, float[] history) {
    this(batch, history, new float[0], new float[0]);
  }
}
