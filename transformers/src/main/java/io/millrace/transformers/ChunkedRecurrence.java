package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * S_t = Diag(α_t)·S_{t−1} + k_tᵀ·v_t for whole sequences, without a loop. Within a chunk, and then
 * between chunks, what is left of each writing at each reading is the exponential of a difference
 * of sums of log α. Of earlier to later such a difference is never positive, so nothing overflows;
 * a quotient of two products would.
 *
 * @param key {@code [batch, heads, chunk, token, keySize]}
 * @param value {@code [batch, heads, chunk, token, valueSize]}
 * @param logDecay log α, as {@code key}; with a key of zero and log α of zero a token leaves no
 *     trace
 */
record ChunkedRecurrence(
    Operand<TFloat32> key, Operand<TFloat32> value, Operand<TFloat32> logDecay) {

  /** Far below any difference, and still finite: no NaN in a gradient. */
  private static final float BLOCKED = -1e9f;

  /**
   * q_t·S_t, as {@code value}.
   *
   * @param query as {@code key}
   */
  Operand<TFloat32> read(Ops tf, Operand<TFloat32> query) {
    Operand<TFloat32> sinceStart = tf.math.cumsum(logDecay, tf.constant(3));
    Operand<TFloat32> faded = tf.math.mul(query, tf.math.exp(sinceStart));
    return tf.math.add(
        product(tf, pairs(tf, query, sinceStart), value), product(tf, faded, starts(tf)));
  }

  /** q_i·Diag(α_{j+1}··α_i)·k_jᵀ for j ≤ i, else 0: {@code [batch, heads, chunk, i, j]}. */
  private Operand<TFloat32> pairs(Ops tf, Operand<TFloat32> query, Operand<TFloat32> sinceStart) {
    Operand<TFloat32> wall =
        tf.expandDims(wall(tf, Shapes.positions(tf, key, 3), 0), tf.constant(-1));
    Operand<TFloat32> left =
        tf.math.exp(tf.math.add(tf.math.sub(row(tf, sinceStart), column(tf, sinceStart)), wall));
    Operand<TFloat32> both = tf.math.mul(row(tf, query), column(tf, key));
    return tf.sum(tf.math.mul(both, left), tf.constant(-1));
  }

  /** S before the first token of each chunk: {@code [batch, heads, chunk, keySize, valueSize]}. */
  private Operand<TFloat32> starts(Ops tf) {
    Operand<TInt32> swap = tf.constant(new int[] {0, 1, 3, 2, 4});
    Operand<TFloat32> byKey = tf.linalg.transpose(written(tf), swap);
    return tf.linalg.transpose(product(tf, betweenChunks(tf), byKey), swap);
  }

  /** What each chunk adds to S, as it is at the chunk's end. */
  private Operand<TFloat32> written(Ops tf) {
    Operand<TFloat32> untilEnd =
        tf.math.cumsum(logDecay, tf.constant(3), Cumsum.exclusive(true), Cumsum.reverse(true));
    return tf.train.batchMatMul(
        tf.math.mul(key, tf.math.exp(untilEnd)), value, TFloat32.class, BatchMatMul.adjX(true));
  }

  /**
   * What is left at the start of chunk n of what was there at the end of chunk m, for m &lt; n,
   * else 0: {@code [batch, heads, keySize, n, m]}.
   */
  private Operand<TFloat32> betweenChunks(Ops tf) {
    Operand<TFloat32> chunks =
        tf.linalg.transpose(tf.sum(logDecay, tf.constant(3)), tf.constant(new int[] {0, 1, 3, 2}));
    Operand<TFloat32> ends = tf.math.cumsum(chunks, tf.constant(-1));
    Operand<TFloat32> starts = tf.math.cumsum(chunks, tf.constant(-1), Cumsum.exclusive(true));
    Operand<TFloat32> left =
        tf.math.sub(tf.expandDims(starts, tf.constant(-1)), tf.expandDims(ends, tf.constant(-2)));
    return tf.math.exp(tf.math.add(left, wall(tf, Shapes.positions(tf, key, 2), 1)));
  }

  /** {@code [i, j]}: 0 where i ≥ j + {@code lag}, else far below. */
  private static Operand<TFloat32> wall(Ops tf, Operand<TInt32> places, int lag) {
    Operand<TInt32> later = tf.expandDims(places, tf.constant(1));
    Operand<TInt32> earlier = tf.math.add(tf.expandDims(places, tf.constant(0)), tf.constant(lag));
    Operand<TFloat32> blocked = tf.dtypes.cast(tf.math.less(later, earlier), TFloat32.class);
    return tf.math.mul(blocked, tf.constant(BLOCKED));
  }

  private static Operand<TFloat32> row(Ops tf, Operand<TFloat32> x) {
    return tf.expandDims(x, tf.constant(4));
  }

  private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> x) {
    return tf.expandDims(x, tf.constant(3));
  }

  private static Operand<TFloat32> product(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.train.batchMatMul(a, b, TFloat32.class);
  }
}
