package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Cuts a sequence of any length into chunks, the last one filled up with zeros.
 *
 * @param size tokens in a chunk
 */
record Chunks(Heads heads, int size) {

  /** {@code [batch, length, heads · part]} to {@code [batch, heads, chunk, token, part]}. */
  Operand<TFloat32> cut(Ops tf, Operand<TFloat32> x) {
    int part = heads.size(Shapes.last(x));
    Operand<TInt32> shape =
        tf.concat(
            List.of(Shapes.axis(tf, x, 0), tf.constant(new int[] {-1, size, heads.count(), part})),
            tf.constant(0));
    Operand<TFloat32> chunks = tf.reshape(filled(tf, x), shape);
    return tf.linalg.transpose(chunks, tf.constant(new int[] {0, 3, 1, 2, 4}));
  }

  /** The inverse of {@link #cut}, in the shape of {@code tokens}. */
  Operand<TFloat32> join(Ops tf, Operand<TFloat32> chunks, Operand<TFloat32> tokens) {
    Operand<TFloat32> ordered = tf.linalg.transpose(chunks, tf.constant(new int[] {0, 2, 3, 1, 4}));
    int width = Math.toIntExact(Shapes.last(tokens));
    Operand<TInt32> shape =
        tf.concat(
            List.of(Shapes.axis(tf, tokens, 0), tf.constant(new int[] {-1, width})),
            tf.constant(0));
    return tf.slice(tf.reshape(ordered, shape), tf.constant(new int[3]), tf.shape(tokens));
  }

  /** {@code [batch, length, any]}, its length filled up to whole chunks. */
  Operand<TFloat32> filled(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> length = Shapes.axis(tf, x, 1);
    Operand<TInt32> missing = tf.math.floorMod(tf.math.neg(length), tf.constant(size));
    Operand<TInt32> none = tf.constant(new int[] {0});
    Operand<TInt32> after = tf.concat(List.of(none, missing, none), tf.constant(0));
    Operand<TInt32> before = tf.constant(new int[3]);
    Operand<TInt32> paddings = tf.stack(List.of(before, after), Stack.axis(1L));
    return tf.pad(x, paddings, tf.constant(0f));
  }
}
