package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The real tokens of a padded batch, one after the other without the padding between them, so that
 * all that treats tokens one by one costs nothing for padding.
 *
 * @param mask of the padded batch
 * @param places {@code [tokens]}, where each real token stands in the batch's {@code batch ·
 *     length} places
 * @param rows {@code [batch, length]}, which real token stands at each place; at padding, some real
 *     one
 * @see <a href="https://arxiv.org/abs/2210.03052">ByteTransformer</a>
 */
public record Packing(Mask mask, Operand<TInt32> places, Operand<TInt32> rows) {

  /**
   * @param mask {@code [batch, length]}, 1 = real token, 0 = padding; at least one token is real
   */
  public static Packing of(Ops tf, Operand<TInt32> mask) {
    Operand<TInt32> flat = tf.reshape(mask, tf.constant(new int[] {-1}));
    Operand<TInt64> real = tf.where(tf.math.greater(flat, tf.constant(0))); // [tokens, 1]
    Operand<TInt32> places =
        tf.reshape(tf.dtypes.cast(real, TInt32.class), tf.constant(new int[] {-1}));
    Operand<TInt32> upTo = tf.math.cumsum(flat, tf.constant(0)); // real tokens up to each place
    Operand<TInt32> row = tf.math.maximum(tf.math.sub(upTo, tf.constant(1)), tf.constant(0));
    return new Packing(
        new Mask(tf.dtypes.cast(mask, TFloat32.class)), places, tf.reshape(row, tf.shape(mask)));
  }

  /** {@code [batch, length, width]} to {@code [tokens, width]}. */
  public Operand<TFloat32> pack(Ops tf, Operand<TFloat32> padded) {
    int width = Math.toIntExact(Shapes.last(padded));
    Operand<TFloat32> flat = tf.reshape(padded, tf.constant(new int[] {-1, width}));
    return tf.gather(flat, places, tf.constant(0));
  }

  /**
   * {@code [tokens, width]} to {@code [batch, length, width]}; at padding stands what means
   * nothing.
   */
  public Operand<TFloat32> unpack(Ops tf, Operand<TFloat32> packed) {
    return tf.gather(packed, rows, tf.constant(0));
  }

  /** {@code [batch, length]} to {@code [tokens]}. */
  public Operand<TInt32> packInts(Ops tf, Operand<TInt32> padded) {
    Operand<TInt32> flat = tf.reshape(padded, tf.constant(new int[] {-1}));
    return tf.gather(flat, places, tf.constant(0));
  }

  /** {@code [tokens]}: the place of each real token in its own text, from 0. */
  public Operand<TInt32> positions(Ops tf) {
    Operand<TInt32> length = tf.squeeze(Shapes.axis(tf, rows, 1));
    return tf.math.floorMod(places, length);
  }
}
