package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Each position to zero mean and unit variance over its width, then {@code scale} and {@code
 * offset}.
 *
 * @param epsilon added to the variance
 * @see <a href="https://arxiv.org/abs/1607.06450">Layer Normalization</a>
 */
public record LayerNorm(float epsilon) implements Norm {

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x) {
    Ops tf = at.tf();
    Shape width = Shape.of(Shapes.last(x));
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> centred = tf.math.sub(x, tf.math.mean(x, last, Mean.keepDims(true)));
    Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), last, Mean.keepDims(true));
    Operand<TFloat32> norm =
        tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(epsilon))));
    Operand<TFloat32> scale = at.weight("scale", width, Initial.ones());
    return tf.math.add(tf.math.mul(norm, scale), at.weight("offset", width, Initial.zeros()));
  }
}
