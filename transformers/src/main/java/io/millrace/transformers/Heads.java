package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Cuts the last axis into parts of equal size, one a head, and joins them again. */
record Heads(int count) {

  Heads {
    requirePositive(count);
  }

  static void requirePositive(int heads) {
    if (heads < 1) {
      throw new IllegalArgumentException("heads must be at least 1, not " + heads);
    }
  }

  /** What each head gets of {@code width}. */
  int size(long width) {
    if (width % count != 0) {
      throw new IllegalArgumentException(
          "width " + width + " can't be divided among " + count + " heads");
    }
    return Math.toIntExact(width / count);
  }

  /** {@code [batch, length, heads · size]} to {@code [batch, heads, length, size]}. */
  Operand<TFloat32> split(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.transpose(parted(tf, x), tf.constant(new int[] {0, 2, 1, 3}));
  }

  /** The inverse of {@link #split}. */
  Operand<TFloat32> join(Ops tf, Operand<TFloat32> perHead) {
    Operand<TFloat32> together = tf.linalg.transpose(perHead, tf.constant(new int[] {0, 2, 1, 3}));
    int width = Math.toIntExact(count * Shapes.last(perHead));
    Operand<TInt32> leading = tf.stridedSlice(tf.shape(together), Indices.sliceTo(2));
    return tf.reshape(
        together, tf.concat(List.of(leading, tf.constant(new int[] {width})), tf.constant(0)));
  }

  /** {@code [.., heads · size]} to {@code [.., heads, size]}. */
  Operand<TFloat32> parted(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> heads = Shapes.withLast(tf, x, count);
    Operand<TInt32> size = tf.constant(new int[] {size(Shapes.last(x))});
    return tf.reshape(x, tf.concat(List.of(heads, size), tf.constant(0)));
  }
}
