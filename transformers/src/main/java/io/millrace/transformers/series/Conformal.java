package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * A forecaster of means whose intervals are left to split-conformal calibration: each of its
 * quantiles is the mean, until calibration moves it by what validation residuals say.
 *
 * @param quantiles levels, ascending, at least one
 */
public record Conformal(Forecaster inner, List<Double> quantiles) implements WrappingForecaster {

  public Conformal {
    quantiles = Levels.checked(quantiles);
    if (!inner.quantiles().isEmpty()) {
      throw new IllegalArgumentException(inner.name() + " has quantiles of its own");
    }
  }

  /** The forecaster itself if it has quantiles, or if none are asked for. */
  public static Forecaster around(Forecaster forecaster, List<Double> quantiles) {
    return forecaster.quantiles().isEmpty() && !quantiles.isEmpty()
        ? new Conformal(forecaster, quantiles)
        : forecaster;
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    Outlook outlook = inner.forecast(at, input);
    Operand<TFloat32> mean = outlook.mean();
    return new Outlook(
        mean,
        tf.stack(Collections.nCopies(quantiles.size(), mean), Stack.axis(-1L)),
        null,
        outlook.parts());
  }
}
