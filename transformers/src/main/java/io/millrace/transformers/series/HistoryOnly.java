package io.millrace.transformers.series;

import io.millrace.transformers.Scope;

/** A forecaster to which no covariate is shown, whatever the others of an ensemble see. */
public record HistoryOnly(Forecaster inner) implements WrappingForecaster {

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    return inner.forecast(at, input.withoutCovariates());
  }
}
