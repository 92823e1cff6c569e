package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.List;

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

  /**
   * Any number of windows and of variates; a forecaster passes over covariates that it has no use
   * for.
   */
  Outlook forecast(Scope at, ForecastInput input);
}
