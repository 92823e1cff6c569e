package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.List;
import java.util.OptionalInt;

/** A network that continues a multivariate series. */
public interface Forecaster {

  /** What a reader of a table calls it. */
  String name();

  /** Rows that it looks back on. */
  int lookback();

  /** Rows that it forecasts. */
  int horizon();

  /** Levels of the quantiles it forecasts, ascending; empty = a mean only. */
  List<Double> quantiles();

  /** How many variates its weights are for; empty = any number. */
  default OptionalInt fixedVariates() {
    return OptionalInt.empty();
  }

  /**
   * Any number of windows, and of variates unless they are fixed; a forecaster passes over
   * covariates that it has no use for.
   */
  Outlook forecast(Scope at, ForecastInput input);
}
