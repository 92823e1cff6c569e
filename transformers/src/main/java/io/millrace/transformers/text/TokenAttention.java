package io.millrace.transformers.text;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How much each token counts for each of some learned queries: softmax(u·tanh(W·h)) over the real
 * tokens. Weights {@code hidden} [width, inner], which is W, and {@code query} [queries, inner], of
 * which each row is a u.
 *
 * @param queries how many
 * @param inner size of the space in which a query meets a token
 */
record TokenAttention(int queries, int inner) {

  /** Far below any score, and still finite. */
  private static final float BLOCKED = -1e9f;

  TokenAttention {
    requirePositive("queries", queries);
    requirePositive("inner", inner);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  /**
   * @param tokens {@code [batch, length, width]}
   * @param mask {@code [batch, length]}, 1 = real token; at least one per text
   * @return {@code [batch, query, length]}: 0 at padding, 1 in sum
   */
  Operand<TFloat32> weights(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask) {
    Ops tf = at.tf();
    Operand<TFloat32> query = at.weight("query", Shape.of(queries, inner), Initial.fanIn(inner));
    Operand<TFloat32> scores = // [batch, query, length]
        tf.train.batchMatMul(
            tf.expandDims(query, tf.constant(0)),
            hidden(at, tokens),
            TFloat32.class,
            BatchMatMul.adjY(true));
    Operand<TFloat32> padding = tf.math.sub(tf.constant(1f), tf.dtypes.cast(mask, TFloat32.class));
    Operand<TFloat32> wall = tf.math.mul(padding, tf.constant(BLOCKED)); // [batch, length]
    return tf.nn.softmax(tf.math.add(scores, tf.expandDims(wall, tf.constant(1))));
  }

  /** {@code [batch, length, inner]}. */
  private Operand<TFloat32> hidden(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    int width = Math.toIntExact(Shapes.last(tokens));
    Operand<TFloat32> kernel = at.weight("hidden", Shape.of(width, inner), Initial.fanIn(width));
    Operand<TFloat32> flat = tf.reshape(tokens, tf.constant(new int[] {-1, width}));
    Operand<TFloat32> mapped =
        tf.reshape(tf.linalg.matMul(flat, kernel), Shapes.withLast(tf, tokens, inner));
    return tf.math.tanh(mapped);
  }

  /** {@code [batch, query, width]}: the tokens in sum, each as much as it counts. */
  static Operand<TFloat32> sums(Ops tf, Operand<TFloat32> weights, Operand<TFloat32> tokens) {
    return tf.train.batchMatMul(weights, tokens, TFloat32.class);
  }
}
