package io.millrace.transformers.series;

import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Norm;
import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * A norm of tokens of which no level is left over time: what a season may not have.
 *
 * @see <a href="https://arxiv.org/abs/2106.13008">Autoformer</a>, its reference code
 */
record SeasonNorm(Norm inner) {

  SeasonNorm() {
    this(new LayerNorm(1e-5f));
  }

  /** {@code [batch, length, width]} in and out. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    Operand<TFloat32> normed = inner.apply(at, tokens);
    return tf.math.sub(normed, tf.math.mean(normed, tf.constant(1), Mean.keepDims(true)));
  }
}
