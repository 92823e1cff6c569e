package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Mixes by a matrix that is drawn once and never learns: softmax over the real keys of uniform
 * scores. A control that shows what mixing alone is worth. The matrix is no weight; the seed and
 * the place in the network give it back.
 *
 * @param maximum longest length
 * @see <a href="https://arxiv.org/abs/2210.13452">MetaFormer Baselines for Vision</a>
 */
public record RandomMixer(int maximum, long seed) implements TokenMixer {

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    Operand<TFloat32> weights = tf.nn.softmax(mask.block(tf, scores(at, tokens)));
    Operand<TFloat32> one = tf.expandDims(tokens, tf.constant(1)); // as if a head
    Operand<TFloat32> mixed = tf.train.batchMatMul(weights, one, TFloat32.class);
    return tf.reshape(mixed, tf.shape(tokens));
  }

  /** The leading corner of the matrix, as {@code [1, 1, query, key]}. */
  private Operand<TFloat32> scores(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    float[] drawn = matrix(at.path());
    Operand<TFloat32> all =
        tf.constant(Shape.of(1, 1, maximum, maximum), DataBuffers.of(drawn, true, false));
    Operand<TInt32> length = Shapes.axis(tf, tokens, 1);
    Operand<TInt32> ones = tf.constant(new int[] {1, 1});
    Operand<TInt32> corner = tf.concat(List.of(ones, length, length), tf.constant(0));
    return tf.slice(all, tf.constant(new int[4]), corner);
  }

  /** Row-major; another one at another {@code path}. */
  float[] matrix(String path) {
    return new Initial.Uniform(0.5f)
        .values(Shape.of(maximum, maximum), seed * 31 + path.hashCode());
  }
}
