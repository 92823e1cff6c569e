package io.millrace.transformers.series;

import java.util.List;

/** A forecaster whose last part is a head, which decides what it forecasts. */
interface HeadedForecaster extends Forecaster {

  ForecastHead head();

  @Override
  default int horizon() {
    return head().horizon();
  }

  @Override
  default List<Double> quantiles() {
    return head().quantiles();
  }
}
