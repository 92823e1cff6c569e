package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Shapes of which some axes are known only when the graph runs. They are put together from strided
 * slices, which TensorFlow's shape inference sees through, so that known axes stay known.
 */
public final class Shapes {

  private Shapes() {}

  /**
   * Size of the last axis.
   *
   * @throws IllegalArgumentException if it isn't known when the graph is built
   */
  public static long last(Operand<? extends TType> x) {
    long size = x.shape().get(x.shape().numDimensions() - 1);
    if (size == Shape.UNKNOWN_SIZE) {
      throw new IllegalArgumentException(
          "the last axis of " + x.op().name() + " must be known when the graph is built");
    }
    return size;
  }

  /** The shape of {@code x} at run time, its last axis replaced. */
  public static Operand<TInt32> withLast(Ops tf, Operand<? extends TType> x, long last) {
    int rank = x.shape().numDimensions();
    Operand<TInt32> leading = tf.stridedSlice(tf.shape(x), Indices.sliceTo(rank - 1));
    return tf.concat(
        List.of(leading, tf.constant(new int[] {Math.toIntExact(last)})), tf.constant(0));
  }

  /** Size of one axis at run time, as a vector of one. */
  public static Operand<TInt32> axis(Ops tf, Operand<? extends TType> x, int axis) {
    return tf.stridedSlice(tf.shape(x), Indices.slice(axis, axis + 1));
  }

  /** {@code [batch, length, any]} with every token a place later: the first zero, the last gone. */
  static Operand<TFloat32> later(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> before = tf.constant(new int[][] {{0, 0}, {1, 0}, {0, 0}});
    return tf.slice(tf.pad(x, before, tf.constant(0f)), tf.constant(new int[3]), tf.shape(x));
  }

  /** 0, 1 .. along one axis of {@code x}. */
  static Operand<TInt32> positions(Ops tf, Operand<? extends TType> x, int axis) {
    Operand<TInt32> size = tf.squeeze(axis(tf, x, axis));
    return tf.range(tf.constant(0), size, tf.constant(1));
  }
}
