package io.millrace.transformers.series;

import io.millrace.transformers.Losses;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A forecaster made to keep its loss small on windows of one shape. */
public record ForecastObjective(Forecaster forecaster, ForecastLoss loss, InputShape shape)
    implements Objective {

  @Override
  public List<BatchInput> inputs() {
    return shape.withTarget();
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    return loss(at, inputs, loss);
  }

  @Override
  public Operand<TFloat32> validationLoss(Scope at, Inputs inputs) {
    return loss(at, inputs, loss.validation());
  }

  private Operand<TFloat32> loss(Scope at, Inputs inputs, ForecastLoss parts) {
    Ops tf = at.tf();
    Operand<TFloat32> target = inputs.floats(InputShape.TARGET);
    Outlook outlook = forecaster.forecast(at, shape.of(inputs));
    Operand<TFloat32> point = parts.point().of(tf, outlook.mean(), target);
    Density density = outlook.density();
    if (density != null) {
      return plus(tf, point, density.negativeLogLikelihood(tf, target), parts.densityWeight());
    }
    return outlook.quantiles() == null
        ? point
        : plus(
            tf,
            point,
            Losses.pinball(tf, outlook.quantiles(), target, levels()),
            parts.quantileWeight());
  }

  private static Operand<TFloat32> plus(
      Ops tf, Operand<TFloat32> loss, Operand<TFloat32> other, float weight) {
    return tf.math.add(loss, tf.math.mul(other, tf.constant(weight)));
  }

  private float[] levels() {
    float[] levels = new float[forecaster.quantiles().size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = forecaster.quantiles().get(i).floatValue();
    }
    return levels;
  }
}
