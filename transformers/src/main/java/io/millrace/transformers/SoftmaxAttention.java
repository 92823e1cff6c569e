package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Multi-head scaled dot-product attention: softmax(Q·Kᵀ/√d)·V per head, then one linear map.
 *
 * @param heads must divide the width
 * @param dropout on the attention weights, 0 ≤ rate &lt; 1
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need</a>
 */
public record SoftmaxAttention(int heads, float dropout) implements TokenMixer {

  public SoftmaxAttention {
    if (heads < 1) {
      throw new IllegalArgumentException("heads must be at least 1, not " + heads);
    }
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    long width = Shapes.last(tokens);
    checkWidth(width);
    Linear linear = new Linear(width);
    Operand<TFloat32> query = split(tf, linear.apply(at.child("query"), tokens), width);
    Operand<TFloat32> key = split(tf, linear.apply(at.child("key"), tokens), width);
    Operand<TFloat32> value = split(tf, linear.apply(at.child("value"), tokens), width);
    Operand<TFloat32> weights = at.dropout(weights(tf, query, key, mask, width), dropout);
    Operand<TFloat32> mixed = tf.train.batchMatMul(weights, value, TFloat32.class);
    return linear.apply(at.child("output"), join(tf, mixed, tokens));
  }

  /** {@code [batch, heads, query, key]}, each row sums to one. */
  private Operand<TFloat32> weights(
      Ops tf, Operand<TFloat32> query, Operand<TFloat32> key, Mask mask, long width) {
    Operand<TFloat32> scale = tf.constant((float) (1 / Math.sqrt((double) width / heads)));
    Operand<TFloat32> scores =
        tf.train.batchMatMul(
            tf.math.mul(query, scale), key, TFloat32.class, BatchMatMul.adjY(true));
    return tf.nn.softmax(mask.block(tf, scores));
  }

  /** {@code [batch, length, width]} to {@code [batch, heads, length, width / heads]}. */
  private Operand<TFloat32> split(Ops tf, Operand<TFloat32> x, long width) {
    Operand<TInt32> parts = tf.constant(new int[] {heads, Math.toIntExact(width / heads)});
    Operand<TInt32> shape =
        tf.concat(List.of(Shapes.axis(tf, x, 0), Shapes.axis(tf, x, 1), parts), tf.constant(0));
    return tf.linalg.transpose(tf.reshape(x, shape), tf.constant(new int[] {0, 2, 1, 3}));
  }

  /** The inverse of {@link #split}, in the shape of {@code tokens}. */
  private static Operand<TFloat32> join(
      Ops tf, Operand<TFloat32> perHead, Operand<TFloat32> tokens) {
    Operand<TFloat32> together = tf.linalg.transpose(perHead, tf.constant(new int[] {0, 2, 1, 3}));
    return tf.reshape(together, tf.shape(tokens));
  }

  private void checkWidth(long width) {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "width " + width + " can't be divided among " + heads + " heads");
    }
  }
}
