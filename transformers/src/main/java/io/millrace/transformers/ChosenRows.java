package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Some rows of each example and head, read and written without touching the others.
 *
 * @param places {@code [batch, heads, chosen]}: along the length, each at most once
 * @param flat the same places, counted through all examples and heads
 */
record ChosenRows(Operand<TInt32> places, Operand<TInt32> flat) {

  /**
   * @param like {@code [batch, heads, length, size]}, whose rows are meant
   */
  static ChosenRows of(Ops tf, Operand<TInt32> places, Operand<TFloat32> like) {
    Operand<TInt32> length = tf.squeeze(Shapes.axis(tf, like, 2));
    Operand<TInt32> leading =
        tf.concat(
            List.of(Shapes.axis(tf, like, 0), Shapes.axis(tf, like, 1), tf.constant(new int[] {1})),
            tf.constant(0));
    Operand<TInt32> sequences = tf.prod(leading, tf.constant(0));
    Operand<TInt32> starts =
        tf.math.mul(tf.range(tf.constant(0), sequences, tf.constant(1)), length);
    return new ChosenRows(places, tf.math.add(places, tf.reshape(starts, leading)));
  }

  /** {@code [batch, heads, length, size]} to {@code [batch, heads, chosen, size]}. */
  Operand<TFloat32> of(Ops tf, Operand<TFloat32> x) {
    return tf.gather(rows(tf, x), flat, tf.constant(0));
  }

  /**
   * The chosen rows hold {@code values}, the others zero.
   *
   * @param values {@code [batch, heads, chosen, size]}
   * @return {@code [batch, heads, length, size]}, shaped as {@code like}
   */
  Operand<TFloat32> alone(Ops tf, Operand<TFloat32> values, Operand<TFloat32> like) {
    Operand<TInt32> each = tf.reshape(flat, tf.constant(new int[] {-1, 1}));
    Operand<TFloat32> spread = tf.scatterNd(each, rows(tf, values), tf.shape(rows(tf, like)));
    return tf.reshape(spread, tf.shape(like));
  }

  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new int[] {-1, Math.toIntExact(Shapes.last(x))}));
  }
}
