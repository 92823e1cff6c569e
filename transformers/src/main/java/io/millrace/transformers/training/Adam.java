package io.millrace.transformers.training;

import io.millrace.transformers.Variables.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * Adam with bias correction.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Adam: A Method for Stochastic Optimization</a>
 */
public record Adam(float beta1, float beta2, float epsilon) {

  /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
  public static Adam standard() {
    return new Adam(0.9f, 0.999f, 1e-8f);
  }

  /** The running means of a variable's gradient and of its square; both start at zero. */
  record Moments(VarHandleOp first, VarHandleOp second) {

    static Moments of(Ops tf, Variable variable) {
      return new Moments(slot(tf, variable, "first"), slot(tf, variable, "second"));
    }

    private static VarHandleOp slot(Ops tf, Variable variable, String name) {
      String shared = "moment/" + name + "/" + variable.path();
      return tf.varHandleOp(TFloat32.class, variable.shape(), VarHandleOp.sharedName(shared));
    }
  }

  /**
   * @param step scalar, 1 at the first update
   * @param rate scalar learning rate
   */
  Op update(
      Ops tf,
      Variable variable,
      Moments moments,
      Operand<TFloat32> gradient,
      Operand<TFloat32> step,
      Operand<TFloat32> rate) {
    return tf.train.resourceApplyAdam(
        variable.handle(),
        moments.first(),
        moments.second(),
        tf.math.pow(tf.constant(beta1), step),
        tf.math.pow(tf.constant(beta2), step),
        rate,
        tf.constant(beta1),
        tf.constant(beta2),
        tf.constant(epsilon),
        gradient);
  }
}
