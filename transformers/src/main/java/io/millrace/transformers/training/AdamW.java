package io.millrace.transformers.training;

import io.millrace.transformers.Variables.Variable;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam after each weight was shrunk by learning rate × decay: unlike a penalty in the loss, the
 * shrinking isn't divided by the gradient's running size. Biases and the scales of norms, which
 * have one axis, aren't shrunk.
 *
 * @param decay share of a weight that a step takes at learning rate 1; 0 = Adam
 * @see <a href="https://arxiv.org/abs/1711.05101">Decoupled Weight Decay Regularization</a>
 */
public record AdamW(Adam adam, float decay) implements Optimiser {

  public AdamW {
    if (!(decay >= 0 && decay < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("decay must be at least 0 and finite, not " + decay);
    }
  }

  /** {@link Adam#standard()} with a decay of 0.01. */
  public static AdamW standard() {
    return new AdamW(Adam.standard(), 0.01f);
  }

  @Override
  public Rule rule(Ops tf, Operand<TFloat32> step, Operand<TFloat32> rate) {
    Rule plain = adam.rule(tf, step, rate);
    Operand<TFloat32> share = tf.math.mul(rate, tf.constant(decay));
    return (at, variable, moments, gradient) ->
        plain.update(after(at, variable, share), variable, moments, gradient);
  }

  private static Ops after(Ops at, Variable variable, Operand<TFloat32> share) {
    return variable.shape().numDimensions() > 1
        ? at.withControlDependencies(List.of(shrunk(at, variable, share)))
        : at;
  }

  private static Op shrunk(Ops tf, Variable variable, Operand<TFloat32> share) {
    return tf.assignSubVariableOp(variable.handle(), tf.math.mul(variable.value(), share));
  }
}
