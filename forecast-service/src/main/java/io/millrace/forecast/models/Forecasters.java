package io.millrace.forecast.models;

import java.util.List;
import java.util.function.Function;

/** The forecasters at hand. */
public interface Forecasters {

  /** Runs a pass; what it is given neither changes nor closes before it returns. */
  <R> R during(Function<List<Forecaster>, R> pass);

  /** The longest lookback among those that know exactly these variates, or 0. */
  default int lookback(List<String> variates) {
    return during(
        all ->
            all.stream()
                .filter(forecaster -> forecaster.matches(variates))
                .mapToInt(Forecaster::lookback)
                .max()
                .orElse(0));
  }
}
