package io.millrace.transformers.series;

import java.util.List;
import java.util.OptionalInt;

/** A forecaster around another, of the same windows. */
interface WrappingForecaster extends Forecaster {

  Forecaster inner();

  @Override
  default String name() {
    return inner().name();
  }

  @Override
  default int lookback() {
    return inner().lookback();
  }

  @Override
  default int horizon() {
    return inner().horizon();
  }

  @Override
  default List<Double> quantiles() {
    return inner().quantiles();
  }

  @Override
  default OptionalInt fixedVariates() {
    return inner().fixedVariates();
  }
}
