package io.millrace.transformers;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Which positions hold a real token.
 *
 * @param valid {@code [batch, length]}, 1 = real, 0 = padding; null = all real
 */
public record Mask(@Nullable Operand<TFloat32> valid) {

  /** Far below any score, and still finite: a row of padding alone must not become NaN. */
  private static final float BLOCKED = -1e9f;

  private static final Mask NONE = new Mask(null);

  /** Every position is real. */
  public static Mask none() {
    return NONE;
  }

  /** Adds a wall before padded keys to {@code scores [batch, heads, query, key]}. */
  Operand<TFloat32> block(Ops tf, Operand<TFloat32> scores) {
    if (valid == null) {
      return scores;
    }
    Operand<TFloat32> padding = tf.math.sub(tf.constant(1f), valid);
    Operand<TFloat32> wall = tf.math.mul(padding, tf.constant(BLOCKED)); // [batch, key]
    return tf.math.add(scores, tf.expandDims(tf.expandDims(wall, tf.constant(1)), tf.constant(1)));
  }

  /** {@code tokens [batch, length, width]}, the padded ones zero. */
  Operand<TFloat32> zero(Ops tf, Operand<TFloat32> tokens) {
    return valid == null ? tokens : tf.math.mul(tokens, tf.expandDims(valid, tf.constant(-1)));
  }
}
