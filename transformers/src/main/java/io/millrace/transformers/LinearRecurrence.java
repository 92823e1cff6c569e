package io.millrace.transformers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * h_t = exp(l_t) ∘ h_{t−1} + b_t for whole sequences of any length, each number for itself, without
 * a loop that TensorFlow couldn't differentiate.
 *
 * <p>All chunks run side by side, each token by token from nothing; then each gets what the chunks
 * before it left, which is the same recurrence over an eighth of the length. After two such levels
 * a 64th of the length remains, which is compared pair by pair. So time and memory are a small
 * multiple of the sequence's, as long as the length is below some 4,000; beyond, the square of
 * length / 64 begins to show.
 *
 * <p>What is left of one token at another is always the exponential of a sum of l between them, or
 * a product of such: never of a difference of sums from the start, which would lose a slow decay
 * behind a fast one to rounding, and never a quotient, which would overflow.
 *
 * @param logDecay l ≤ 0: {@code [batch, length, width]}
 * @param added b, likewise; with l and b of zero a token leaves no trace
 */
record LinearRecurrence(Operand<TFloat32> logDecay, Operand<TFloat32> added) {

  private static final int CHUNK = 8;
  private static final int LEVELS = 2;
  private static final Chunks CHUNKS = new Chunks(new Heads(1), CHUNK);

  /** h after each token, as {@code added}. */
  Operand<TFloat32> states(Ops tf) {
    return states(tf, LEVELS);
  }

  private Operand<TFloat32> states(Ops tf, int levels) {
    return levels == 0 ? pairByPair(tf) : chunkByChunk(tf, levels);
  }

  private Operand<TFloat32> chunkByChunk(Ops tf, int levels) {
    Operand<TFloat32> logs = cut(tf, logDecay);
    List<Operand<TFloat32>> alone = fromNothing(tf, logs);
    LinearRecurrence ends =
        new LinearRecurrence(tf.sum(logs, tf.constant(0)), alone.get(CHUNK - 1));
    Operand<TFloat32> starts = Shapes.later(tf, ends.states(tf, levels - 1));
    Operand<TFloat32> left = tf.math.exp(tf.math.cumsum(logs, tf.constant(0)));
    return join(tf, tf.math.add(tf.stack(alone), tf.math.mul(left, starts)));
  }

  /** Each chunk as if none were before it: per token {@code [batch, chunk, width]}. */
  private List<Operand<TFloat32>> fromNothing(Ops tf, Operand<TFloat32> logs) {
    List<? extends Operand<TFloat32>> decays = tokens(tf, tf.math.exp(logs));
    List<? extends Operand<TFloat32>> additions = tokens(tf, cut(tf, added));
    List<Operand<TFloat32>> states = new ArrayList<>(List.of(additions.get(0)));
    for (int token = 1; token < CHUNK; token++) {
      Operand<TFloat32> kept = tf.math.mul(decays.get(token), states.get(token - 1));
      states.add(tf.math.add(kept, additions.get(token)));
    }
    return states;
  }

  private static List<? extends Operand<TFloat32>> tokens(Ops tf, Operand<TFloat32> chunks) {
    return tf.unstack(chunks, (long) CHUNK, Unstack.axis(0L)).output();
  }

  /** {@code [batch, length, width]} to {@code [token, batch, chunk, width]}. */
  private static Operand<TFloat32> cut(Ops tf, Operand<TFloat32> x) {
    int width = Math.toIntExact(Shapes.last(x));
    Operand<TInt32> shape =
        tf.concat(
            List.of(Shapes.axis(tf, x, 0), tf.constant(new int[] {-1, CHUNK, width})),
            tf.constant(0));
    Operand<TFloat32> chunks = tf.reshape(CHUNKS.filled(tf, x), shape);
    return tf.linalg.transpose(chunks, tf.constant(new int[] {2, 0, 1, 3}));
  }

  /** The inverse of {@link #cut}. */
  private Operand<TFloat32> join(Ops tf, Operand<TFloat32> chunks) {
    Operand<TFloat32> ordered = tf.linalg.transpose(chunks, tf.constant(new int[] {1, 2, 0, 3}));
    int width = Math.toIntExact(Shapes.last(added));
    Operand<TInt32> shape =
        tf.concat(
            List.of(Shapes.axis(tf, added, 0), tf.constant(new int[] {-1, width})), tf.constant(0));
    return tf.slice(tf.reshape(ordered, shape), tf.constant(new int[3]), tf.shape(added));
  }

  private Operand<TFloat32> pairByPair(Ops tf) {
    Operand<TFloat32> left = tf.math.exp(tf.math.cumsum(afterEach(tf), tf.constant(1)));
    Operand<TFloat32> read =
        tf.math.mul(tf.math.mul(left, reached(tf)), tf.expandDims(added, tf.constant(1)));
    return tf.sum(read, tf.constant(2));
  }

  /** l_i where i comes after j, else 0: {@code [batch, i, j, width]}. */
  private Operand<TFloat32> afterEach(Ops tf) {
    Operand<TFloat32> behind =
        tf.math.sub(
            tf.constant(1f), tf.linalg.transpose(reached(tf), tf.constant(new int[] {1, 0, 2})));
    return tf.math.mul(tf.expandDims(logDecay, tf.constant(2)), behind);
  }

  /** {@code [i, j, 1]}: 1 where what j adds has reached i, for j ≤ i, else 0. */
  private Operand<TFloat32> reached(Ops tf) {
    Operand<TInt32> places = Shapes.positions(tf, added, 1);
    Operand<TInt32> at = tf.expandDims(places, tf.constant(1));
    Operand<TInt32> from = tf.expandDims(places, tf.constant(0));
    Operand<TFloat32> reached = tf.dtypes.cast(tf.math.greaterEqual(at, from), TFloat32.class);
    return tf.expandDims(reached, tf.constant(-1));
  }
}
