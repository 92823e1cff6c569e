package io.millrace.transformers.series;

import java.util.List;
import java.util.OptionalInt;

/** A forecaster whose tokens are rows, so that its head is made for a number of variates. */
interface SteppedForecaster extends Forecaster {

  StepHead head();

  @Override
  default int horizon() {
    return head().horizon();
  }

  @Override
  default List<Double> quantiles() {
    return head().quantiles();
  }

  @Override
  default OptionalInt fixedVariates() {
    return OptionalInt.of(head().variates());
  }
}
