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

/**
 * Squared error of the mean plus {@code quantileWeight} × pinball loss of the quantiles, both in
 * scaled units.
 */
public record ForecastObjective(Forecaster forecaster, float quantileWeight) implements Objective {

  @Override
  public List<BatchInput> inputs() {
    return List.of(
        BatchInput.floats(WindowExamples.HISTORY, forecaster.lookback(), -1),
        BatchInput.floats(WindowExamples.TARGET, forecaster.horizon(), -1));
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Ops tf = at.tf();
    Operand<TFloat32> target = inputs.floats(WindowExamples.TARGET);
    Outlook outlook = forecaster.forecast(at, inputs.floats(WindowExamples.HISTORY));
    Operand<TFloat32> squared = Losses.squared(tf, outlook.mean(), target);
    if (outlook.quantiles() == null) {
      return squared;
    }
    Operand<TFloat32> pinball = Losses.pinball(tf, outlook.quantiles(), target, levels());
    return tf.math.add(squared, tf.math.mul(pinball, tf.constant(quantileWeight)));
  }

  private float[] levels() {
    float[] levels = new float[forecaster.quantiles().size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = forecaster.quantiles().get(i).floatValue();
    }
    return levels;
  }
}
