package io.millrace.transformers.training;

import io.millrace.transformers.Variables.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** How gradients change weights. */
public sealed interface Optimiser permits Adam, AdamW {

  /**
   * This optimiser in one graph.
   *
   * @param step scalar, 1 at the first update
   * @param rate scalar learning rate
   */
  Rule rule(Ops tf, Operand<TFloat32> step, Operand<TFloat32> rate);

  /** Changes one weight after the other by the same rule. */
  interface Rule {

    /**
     * @param at what must have run before: all that reads the weight
     */
    Op update(Ops at, Variable variable, Moments moments, Operand<TFloat32> gradient);
  }

  /** The running means of a variable's gradient and of its square; both start at zero. */
  record Moments(VarHandleOp first, VarHandleOp second) {}
}
