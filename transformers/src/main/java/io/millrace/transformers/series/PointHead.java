package io.millrace.transformers.series;

import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** One linear map to the mean of every lead. */
public record PointHead(int horizon) implements ForecastHead {

  @Override
  public List<Double> quantiles() {
    return List.of();
  }

  @Override
  public Outlook forecast(Scope at, Operand<TFloat32> tokens, InstanceNorm.Normalised normal) {
    return Outlook.ofMean(mean(at, tokens, normal));
  }

  /** {@code [batch, horizon, variates]}, in the history's units. */
  Operand<TFloat32> mean(Scope at, Operand<TFloat32> tokens, InstanceNorm.Normalised normal) {
    Operand<TFloat32> mean =
        new Linear(horizon, normal.headInitial()).apply(at.child("mean"), tokens);
    return normal.restore(at.tf(), Axes.swapped(at.tf(), mean));
  }
}
