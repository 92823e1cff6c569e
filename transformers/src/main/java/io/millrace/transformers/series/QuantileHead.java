package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A mean and quantiles that never cross.
 *
 * @param quantiles levels, ascending, at least one
 */
public record QuantileHead(int horizon, List<Double> quantiles) implements ForecastHead {

  public QuantileHead {
    quantiles = Levels.checked(quantiles);
  }

  @Override
  public Outlook forecast(Scope at, Operand<TFloat32> tokens, InstanceNorm.Normalised normal) {
    Operand<TFloat32> mean = new PointHead(horizon).mean(at, tokens, normal);
    OrderedQuantiles ordered =
        new OrderedQuantiles(horizon, quantiles.size(), normal.headInitial());
    return new Outlook(
        mean, normal.restoreQuantiles(at.tf(), ordered.apply(at.child("quantiles"), tokens)), null);
  }
}
