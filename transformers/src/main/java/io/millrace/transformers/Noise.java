package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Randomness of a training step that depends on nothing but the seed and the step, so that a run
 * repeats, and resumes, to the bit.
 *
 * @param seed of the run
 * @param step a scalar that grows by one with every training step
 */
public record Noise(int seed, Operand<TInt32> step) {

  /** Keeps two layers from dropping the same places; any odd number would do. */
  private static final int STRIDE = 0x9E3779B1;

  Operand<TFloat32> dropout(Ops tf, Operand<TFloat32> x, float rate, int layer) {
    Operand<TFloat32> uniform = uniform(tf, tf.shape(x), layer);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant(rate)), TFloat32.class);
    Operand<TFloat32> mask = tf.math.mul(kept, tf.constant(1 / (1 - rate)));
    return tf.math.mul(x, tf.stopGradient(mask));
  }

  /**
   * Independent draws from [0, 1).
   *
   * @param use tells the draws of one step apart
   */
  Operand<TFloat32> uniform(Ops tf, Operand<TInt32> shape, int use) {
    return tf.random.statelessRandomUniform(shape, key(tf, use));
  }

  /** Independent standard normal draws. */
  Operand<TFloat32> normal(Ops tf, Operand<TInt32> shape, int use) {
    return tf.random.statelessRandomNormal(shape, key(tf, use));
  }

  private Operand<TInt32> key(Ops tf, int use) {
    return tf.stack(List.of(tf.constant(seed + STRIDE * (use + 1)), step));
  }

  /** One of 0 .. {@code count} − 1: a scalar that is the same wherever one step asks for it. */
  Operand<TInt32> draw(Ops tf, int count) {
    Operand<TInt32> key = tf.stack(List.of(tf.constant(seed), step));
    Operand<TInt32> scalar = tf.constant(new int[0]);
    return tf.random.statelessRandomUniformInt(scalar, key, tf.constant(0), tf.constant(count));
  }
}
