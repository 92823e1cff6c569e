package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Attention to delays instead of to tokens: how queries and keys correlate over time, wrapped
 * around the ends, tells which delays repeat; the ⌊c·ln length⌋ best, by softmax of their
 * correlations, weigh the values rolled by them. Linear maps make queries, keys, values and output.
 * Time and memory grow as length · ln length. Notes its {@code correlation [batch, length]}, by
 * delay.
 *
 * <p>Correlations come from {@link FactoredFourier}: the mean over all channels is taken in the
 * spectrum, so that only one series has to come back from it. That mean is over heads too, as in
 * the reference, which is why there are none here: cutting channels into heads changes nothing.
 *
 * <p>Each window has delays of its own, in training as in serving. The reference shares them among
 * a training batch, so that a window's forecast depends on its company there.
 *
 * <p>As a cross mixer, keys and values of the memory are cut to the length of the tokens or filled
 * up with zeros, as in the reference. The length must be known when the graph is built, and windows
 * must be whole: a period means nothing across padding.
 *
 * @param factor c, published: 1 to 3
 * @see <a href="https://arxiv.org/abs/2106.13008">Autoformer: Decomposition Transformers with
 *     Auto-Correlation for Long-Term Series Forecasting</a>
 */
public record AutoCorrelation(int factor) implements TokenMixer, CrossMixer {

  public AutoCorrelation {
    if (factor < 1) {
      throw new IllegalArgumentException("factor must be at least 1, not " + factor);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is padding
   */
  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    if (mask.valid() != null) {
      throw new IllegalArgumentException(at.path() + ": auto-correlation needs whole windows");
    }
    return mix(at, tokens, tokens);
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Operand<TFloat32> memory) {
    Ops tf = at.tf();
    int length = length(tokens);
    Linear map = new Linear(Shapes.last(tokens));
    Operand<TFloat32> query = map.apply(at.child("query"), tokens);
    Operand<TFloat32> key = fitted(tf, map.apply(at.child("key"), memory), length);
    Operand<TFloat32> value = fitted(tf, map.apply(at.child("value"), memory), length);
    Operand<TFloat32> correlation = correlation(tf, query, key);
    at.note("correlation", correlation);
    return map.apply(at.child("output"), rolled(tf, correlation, value));
  }

  private static int length(Operand<TFloat32> tokens) {
    return Math.toIntExact(tokens.shape().get(1));
  }

  private static Operand<TFloat32> fitted(Ops tf, Operand<TFloat32> x, int length) {
    int found = length(x);
    if (found == length) {
      return x;
    }
    return found > length
        ? tf.stridedSlice(x, Indices.all(), Indices.slice(0, length), Indices.all())
        : tf.pad(
            x, tf.constant(new int[][] {{0, 0}, {0, length - found}, {0, 0}}), tf.constant(0f));
  }

  /**
   * The mean over channels of Σ over t of query[t] · key[t − delay].
   *
   * @param query {@code [batch, length, channels]}
   * @param key shaped alike
   * @return {@code [batch, length]}, by delay
   */
  static Operand<TFloat32> correlation(Ops tf, Operand<TFloat32> query, Operand<TFloat32> key) {
    FactoredFourier fourier = new FactoredFourier(length(query));
    Operand<TFloat32> q = fourier.spectrum(tf, query);
    Operand<TFloat32> k = fourier.spectrum(tf, key);
    Operand<TFloat32> real =
        tf.math.add(
            mean(tf, part(tf, q, 0), part(tf, k, 0)), mean(tf, part(tf, q, 1), part(tf, k, 1)));
    Operand<TFloat32> imaginary =
        tf.math.sub(
            mean(tf, part(tf, q, 1), part(tf, k, 0)), mean(tf, part(tf, q, 0), part(tf, k, 1)));
    Operand<TFloat32> crossed = tf.concat(List.of(real, imaginary), tf.constant(2));
    Operand<TFloat32> series = fourier.series(tf, crossed); // [batch, length, 1]
    return tf.reshape(series, tf.constant(new int[] {-1, length(query)}));
  }

  private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> spectrum, int part) {
    return tf.stridedSlice(
        spectrum, Indices.all(), Indices.all(), Indices.slice(part, part + 1), Indices.all());
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.mean(tf.math.mul(a, b), tf.constant(3), Mean.keepDims(true));
  }

  /** How many delays count. */
  int delays(int length) {
    return Math.max(1, Math.min(length, (int) (factor * Math.log(length))));
  }

  /** {@code [batch, length, channels]}: at t, the values at t + each delay, weighed. */
  private Operand<TFloat32> rolled(Ops tf, Operand<TFloat32> correlation, Operand<TFloat32> value) {
    int length = length(value);
    int count = delays(length);
    Operand<TInt32> best = // [batch, delay]
        tf.nn.topK(tf.stopGradient(correlation), tf.constant(count), TInt32.class).indices();
    Operand<TInt32> starts = starts(tf, correlation, length);
    Operand<TFloat32> strengths = picked(tf, correlation, 1, tf.math.add(best, starts));
    Operand<TFloat32> weights = // [batch, 1, delay]
        tf.expandDims(
            tf.nn.softmax(tf.reshape(strengths, tf.constant(new int[] {-1, count}))),
            tf.constant(1));
    Operand<TInt32> shifted = // [batch, delay, length]
        tf.math.floorMod(
            tf.math.add(
                tf.expandDims(best, tf.constant(-1)),
                tf.range(tf.constant(0), tf.constant(length), tf.constant(1))),
            tf.constant(length));
    int channels = Math.toIntExact(Shapes.last(value));
    Operand<TFloat32> candidates =
        picked(tf, value, channels, tf.math.add(shifted, tf.expandDims(starts, tf.constant(-1))));
    Operand<TFloat32> flat =
        tf.reshape(candidates, tf.constant(new int[] {-1, count, length * channels}));
    Operand<TFloat32> sum = tf.train.batchMatMul(weights, flat, TFloat32.class);
    return tf.reshape(sum, tf.constant(new int[] {-1, length, channels}));
  }

  /** Where each window begins among the rows of all, {@code [batch, 1]}. */
  private static Operand<TInt32> starts(Ops tf, Operand<TFloat32> windows, int length) {
    Operand<TInt32> batch = tf.squeeze(Shapes.axis(tf, windows, 0));
    Operand<TInt32> index = tf.range(tf.constant(0), batch, tf.constant(1));
    return tf.expandDims(tf.math.mul(index, tf.constant(length)), tf.constant(-1));
  }

  /** Rows of {@code x}, counted through all windows. */
  private static Operand<TFloat32> picked(
      Ops tf, Operand<TFloat32> x, int channels, Operand<TInt32> rows) {
    return tf.gather(tf.reshape(x, tf.constant(new int[] {-1, channels})), rows, tf.constant(0));
  }
}
