package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network that continues a multivariate series. */
public interface Forecaster {

  int lookback();

  int horizon();

  /** Levels of the quantiles it forecasts, ascending; empty = a mean only. */
  List<Double> quantiles();

  /**
   * @param history {@code [batch, lookback, variates]}, scaled; any number of variates
   */
  Outlook forecast(Scope at, Operand<TFloat32> history);
}
