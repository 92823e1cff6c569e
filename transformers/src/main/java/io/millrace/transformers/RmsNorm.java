package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Each position to a mean square of one over its width, then {@code scale}: layer normalization
 * that neither centres nor shifts.
 *
 * @param epsilon added to the mean square
 * @see <a href="https://arxiv.org/abs/1910.07467">Root Mean Square Layer Normalization</a>
 */
public record RmsNorm(float epsilon) implements Norm {

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x) {
    Ops tf = at.tf();
    Operand<TFloat32> square =
        tf.math.mean(tf.math.square(x), tf.constant(-1), Mean.keepDims(true));
    Operand<TFloat32> norm =
        tf.math.mul(x, tf.math.rsqrt(tf.math.add(square, tf.constant(epsilon))));
    return tf.math.mul(norm, at.weight("scale", Shape.of(Shapes.last(x)), Initial.ones()));
  }
}
