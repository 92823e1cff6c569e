package io.millrace.transformers.training;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with bias correction.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Adam: A Method for Stochastic Optimization</a>
 */
public record Adam(float beta1, float beta2, float epsilon) implements Optimiser {

  public Adam {
    checkBeta("beta1", beta1);
    checkBeta("beta2", beta2);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon must be more than 0, not " + epsilon);
    }
  }

  /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
  public static Adam standard() {
    return new Adam(0.9f, 0.999f, 1e-8f);
  }

  @Override
  public Rule rule(Ops tf, Operand<TFloat32> step, Operand<TFloat32> rate) {
    Operand<TFloat32> first = tf.constant(beta1);
    Operand<TFloat32> second = tf.constant(beta2);
    Operand<TFloat32> firstPower = tf.math.pow(first, step); // once a step, not once a weight
    Operand<TFloat32> secondPower = tf.math.pow(second, step);
    Operand<TFloat32> small = tf.constant(epsilon);
    return (at, variable, moments, gradient) ->
        at.train.resourceApplyAdam(
            variable.handle(),
            moments.first(),
            moments.second(),
            firstPower,
            secondPower,
            rate,
            first,
            second,
            small,
            gradient);
  }

  private static void checkBeta(String name, float beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), not " + beta);
    }
  }
}
