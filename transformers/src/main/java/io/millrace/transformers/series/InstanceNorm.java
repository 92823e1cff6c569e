package io.millrace.transformers.series;

import io.millrace.transformers.Initial;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Takes level and deviation out of each window and variate, and puts them back into its forecast.
 *
 * @param anchor which level
 * @param epsilon added to the variance, in squared scaled units: below its root a window counts as
 *     constant, and its forecast can move only by about that much
 * @see <a href="https://arxiv.org/abs/2310.06625">iTransformer</a>
 */
public record InstanceNorm(Anchor anchor, float epsilon) {

  /** The level that is taken out. */
  public enum Anchor {
    /** The mean of the lookback, as published. */
    MEAN,
    /**
     * Its last value. A fresh network then starts as last value itself, which is hard to beat a
     * second ahead.
     */
    LAST
  }

  /** The published one. */
  public static InstanceNorm published() {
    return new InstanceNorm(Anchor.MEAN, 1e-5f);
  }

  /**
   * @param values {@code [batch, lookback, variates]}
   * @param level {@code [batch, 1, variates]}
   * @param deviation {@code [batch, 1, variates]}
   * @param headInitial how heads after this norm start; null = as any linear map
   */
  record Normalised(
      Operand<TFloat32> values,
      Operand<TFloat32> level,
      Operand<TFloat32> deviation,
      @Nullable Initial headInitial) {

    /** {@code [batch, horizon, variates]} in the window's own units. */
    Operand<TFloat32> normalise(Ops tf, Operand<TFloat32> values) {
      return tf.math.div(tf.math.sub(values, level), deviation);
    }

    /** {@code [batch, horizon, variates]} back into the history's units. */
    Operand<TFloat32> restore(Ops tf, Operand<TFloat32> forecast) {
      return tf.math.add(tf.math.mul(forecast, deviation), level);
    }

    /** {@code [batch, horizon, variates, quantile]} back into the history's units. */
    Operand<TFloat32> restoreQuantiles(Ops tf, Operand<TFloat32> forecast) {
      Operand<TInt32> last = tf.constant(-1);
      return tf.math.add(
          tf.math.mul(forecast, tf.expandDims(deviation, last)), tf.expandDims(level, last));
    }
  }

  /**
   * @param history {@code [batch, lookback, variates]}
   */
  Normalised apply(Ops tf, Operand<TFloat32> history) {
    Operand<TInt32> time = tf.constant(1);
    Operand<TFloat32> mean = tf.math.mean(history, time, Mean.keepDims(true));
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.square(tf.math.sub(history, mean)), time, Mean.keepDims(true));
    Operand<TFloat32> deviation = tf.math.sqrt(tf.math.add(variance, tf.constant(epsilon)));
    Operand<TFloat32> level = anchor == Anchor.MEAN ? mean : last(tf, history);
    return new Normalised(
        tf.math.div(tf.math.sub(history, level), deviation),
        level,
        deviation,
        anchor == Anchor.LAST ? Initial.zeros() : null);
  }

  private static Operand<TFloat32> last(Ops tf, Operand<TFloat32> history) {
    long lookback = history.shape().get(1);
    return tf.stridedSlice(
        history, Indices.all(), Indices.slice(lookback - 1, lookback), Indices.all());
  }
}
