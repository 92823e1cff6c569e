package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * ALiBi for an encoder: −m·|i − j|, where m = 2^(−8h/H) for head h of 1 .. H. It has no weights and
 * no longest length. (The authors' code departs from that formula when H isn't a power of two; here
 * it holds for every H.)
 *
 * @see <a href="https://arxiv.org/abs/2108.12409">Train Short, Test Long: Attention with Linear
 *     Biases Enables Input Length Extrapolation</a>
 */
public record AlibiBias() implements PositionBias {

  @Override
  public Operand<TFloat32> add(Scope at, Operand<TFloat32> scores, int heads) {
    Ops tf = at.tf();
    Operand<TFloat32> places = tf.dtypes.cast(Shapes.positions(tf, scores, 3), TFloat32.class);
    Operand<TFloat32> distance = // [query, key]
        tf.math.abs(
            tf.math.sub(
                tf.expandDims(places, tf.constant(1)), tf.expandDims(places, tf.constant(0))));
    Operand<TFloat32> slopes =
        tf.constant(Shape.of(heads, 1, 1), DataBuffers.of(slopes(heads), true, false));
    return tf.math.sub(scores, tf.math.mul(slopes, distance));
  }

  /** By head; from 2^(−8/H) down to 2^−8. */
  static float[] slopes(int heads) {
    float[] slopes = new float[heads];
    for (int head = 1; head <= heads; head++) {
      slopes[head - 1] = (float) Math.pow(2, -8.0 * head / heads);
    }
    return slopes;
  }
}
