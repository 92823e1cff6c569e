package io.millrace.transformers.text;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One vector for a text: the mean over its real tokens. */
final class MeanPooling {

  private MeanPooling() {}

  /**
   * @param tokens {@code [batch, length, width]}
   * @param mask {@code [batch, length]}, 1 = real token; at least one per text
   * @return {@code [batch, width]}
   */
  static Operand<TFloat32> apply(Ops tf, Operand<TFloat32> tokens, Operand<TInt32> mask) {
    Operand<TFloat32> valid = tf.dtypes.cast(mask, TFloat32.class);
    Operand<TFloat32> kept = tf.math.mul(tokens, tf.expandDims(valid, tf.constant(-1)));
    Operand<TFloat32> count = tf.sum(valid, tf.constant(1));
    return tf.math.div(tf.sum(kept, tf.constant(1)), tf.expandDims(count, tf.constant(-1)));
  }

  /**
   * Each row to Euclidean length 1, so that only its direction counts.
   *
   * @param vectors {@code [batch, width]}
   */
  static Operand<TFloat32> direction(Ops tf, Operand<TFloat32> vectors) {
    Operand<TFloat32> squares = tf.sum(tf.math.square(vectors), tf.constant(1), Sum.keepDims(true));
    return tf.math.mul(vectors, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(1e-12f))));
  }
}
