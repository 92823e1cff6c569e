package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.List;

/** A forecaster to which no covariate is shown, whatever the others of an ensemble see. */
public record HistoryOnly(Forecaster inner) implements Forecaster {

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public int lookback() {
    return inner.lookback();
  }

  @Override
  public int horizon() {
    return inner.horizon();
  }

  @Override
  public List<Double> quantiles() {
    return inner.quantiles();
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    return inner.forecast(at, new ForecastInput(input.history()));
  }
}
