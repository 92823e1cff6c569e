package io.millrace.transformers.text;

import io.millrace.transformers.Packing;
import io.millrace.transformers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * After a layer, leaves a text its most telling tokens: as many as its attention spreads over, at
 * most a given number. How telling a token is follows from what [CLS] attends to, times the length
 * of the token's value; the distribution is sampled at fixed quantiles, and a token that several of
 * them hit is kept once. It has no weights.
 *
 * @param after layers that see every token, at least 1
 * @param kept tokens of a text at most, [CLS] beside them
 * @see <a href="https://arxiv.org/abs/2111.15667">Adaptive Token Sampling</a>
 */
public record TokenSampling(int after, int kept) {

  private static final float TINY = 1e-9f;

  public TokenSampling {
    if (after < 1 || kept < 1) {
      throw new IllegalArgumentException(
          "tokens are sampled after layer 1 or later, and at least 1 is kept; not after "
              + after
              + " and "
              + kept);
    }
  }

  /** Tokens without padding, and where they stand. */
  record Sampled(Operand<TFloat32> tokens, Packing packing, Operand<TInt32> mask) {}

  /**
   * @param tokens {@code [tokens, width]}
   * @param mask {@code [batch, length]} that they were packed by
   * @param weights {@code [batch, heads, query, key]} of the layer's attention
   * @param values {@code [batch, heads, length, size]}
   */
  Sampled sample(
      Ops tf,
      Operand<TFloat32> tokens,
      Packing packing,
      Operand<TInt32> mask,
      Operand<TFloat32> weights,
      Operand<TFloat32> values) {
    Operand<TInt32> chosen = tf.math.mul(chosen(tf, scores(tf, weights, values)), mask);
    Operand<TInt32> left = mask(tf, chosen);
    Packing narrow = Packing.of(tf, left);
    Operand<TInt32> places = Packing.of(tf, chosen).places(); // in the wide batch
    Operand<TInt32> wide = tf.reshape(packing.rows(), tf.constant(new int[] {-1}));
    Operand<TInt32> rows = tf.gather(wide, places, tf.constant(0));
    return new Sampled(tf.gather(tokens, rows, tf.constant(0)), narrow, left);
  }

  /** {@code [batch, length]}: what each token but the first counts, 1 in sum. */
  private static Operand<TFloat32> scores(
      Ops tf, Operand<TFloat32> weights, Operand<TFloat32> values) {
    Operand<TFloat32> lengths =
        tf.math.sqrt(tf.sum(tf.math.square(values), tf.constant(-1))); // [batch, heads, length]
    Operand<TFloat32> first =
        tf.stridedSlice(weights, Indices.all(), Indices.all(), Indices.at(0), Indices.all());
    Operand<TFloat32> all = tf.sum(tf.math.mul(first, lengths), tf.constant(1));
    Operand<TInt32> place = tf.range(tf.constant(0), length(tf, all), tf.constant(1));
    Operand<TFloat32> others =
        tf.dtypes.cast(tf.math.greater(place, tf.constant(0)), TFloat32.class);
    Operand<TFloat32> score = tf.math.mul(all, others);
    Operand<TFloat32> sum = tf.sum(score, tf.constant(1), Sum.keepDims(true));
    return tf.math.div(score, tf.math.add(sum, tf.constant(TINY)));
  }

  /** {@code [batch, length]}: 1 where some quantile's first token is, and at [CLS]. */
  private Operand<TInt32> chosen(Ops tf, Operand<TFloat32> scores) {
    float[] quantiles = new float[kept];
    for (int k = 0; k < kept; k++) {
      quantiles[k] = (2 * k + 1) / (2f * kept);
    }
    Operand<TFloat32> upTo = tf.math.cumsum(scores, tf.constant(1));
    Operand<TFloat32> before = tf.math.sub(upTo, scores);
    Operand<TFloat32> levels = tf.constant(quantiles);
    Operand<TFloat32> hits = // [batch, length, kept]: the quantile lies in this token's share
        tf.dtypes.cast(
            tf.math.logicalAnd(
                tf.math.lessEqual(tf.expandDims(before, tf.constant(-1)), levels),
                tf.math.greater(tf.expandDims(upTo, tf.constant(-1)), levels)),
            TFloat32.class);
    Operand<TFloat32> any = tf.max(hits, tf.constant(-1));
    Operand<TInt32> place = tf.range(tf.constant(0), length(tf, scores), tf.constant(1));
    Operand<TFloat32> first = tf.dtypes.cast(tf.math.equal(place, tf.constant(0)), TFloat32.class);
    return tf.dtypes.cast(tf.math.maximum(any, first), TInt32.class);
  }

  /** The mask of a batch in which the chosen tokens have moved to the front. */
  private static Operand<TInt32> mask(Ops tf, Operand<TInt32> chosen) {
    Operand<TInt32> counts = tf.sum(chosen, tf.constant(1)); // [batch]
    Operand<TInt32> longest = tf.max(counts, tf.constant(0));
    Operand<TInt32> place = tf.range(tf.constant(0), longest, tf.constant(1));
    return tf.dtypes.cast(
        tf.math.less(tf.expandDims(place, tf.constant(0)), tf.expandDims(counts, tf.constant(1))),
        TInt32.class);
  }

  private static Operand<TInt32> length(Ops tf, Operand<TFloat32> x) {
    return tf.squeeze(Shapes.axis(tf, x, 1));
  }
}
