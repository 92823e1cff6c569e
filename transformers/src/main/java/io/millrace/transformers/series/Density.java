package io.millrace.transformers.series;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A distribution for each lead and variate: probabilities of equal bins over ± {@code range}
 * deviations of the window, flat inside a bin.
 *
 * @param probabilities {@code [batch, horizon, variates, bins]}, summing to one over bins
 */
public record Density(
    Operand<TFloat32> probabilities, int bins, float range, InstanceNorm.Normalised normal) {

  /** Keeps the logarithm of an empty bin finite, as published. */
  private static final float FLOOR = 1e-5f;

  /** {@code [batch, horizon, variates]}, in the history's units. */
  Operand<TFloat32> mean(Ops tf) {
    float[] centres = new float[bins];
    for (int bin = 0; bin < bins; bin++) {
      centres[bin] = range * ((2 * bin + 1f) / bins - 1);
    }
    return normal.restore(
        tf, tf.reduceSum(tf.math.mul(probabilities, tf.constant(centres)), tf.constant(-1)));
  }

  /**
   * {@code [batch, horizon, variates, quantile]}, in the history's units: the piecewise linear
   * cumulative distribution inverted, as the sum over bins of the share of each that lies below.
   */
  Operand<TFloat32> quantiles(Ops tf, List<Double> levels) {
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> below = tf.math.cumsum(probabilities, last, Cumsum.exclusive(true));
    Operand<TFloat32> floored = tf.math.maximum(probabilities, tf.constant(1e-12f));
    List<Operand<TFloat32>> quantiles = new ArrayList<>();
    for (double level : levels) {
      Operand<TFloat32> share =
          tf.math.div(tf.math.sub(tf.constant((float) level), below), floored);
      Operand<TFloat32> counted = tf.clipByValue(share, tf.constant(0f), tf.constant(1f));
      Operand<TFloat32> bins01 = tf.reduceSum(counted, last);
      quantiles.add(
          tf.math.sub(tf.math.mul(bins01, tf.constant(2 * range / bins)), tf.constant(range)));
    }
    return normal.restoreQuantiles(tf, tf.stack(quantiles, org.tensorflow.op.core.Stack.axis(-1L)));
  }

  /**
   * Mean over all points of −log of the density at what came, in the window's deviations.
   *
   * @param actual {@code [batch, horizon, variates]}, in the history's units
   */
  Operand<TFloat32> negativeLogLikelihood(Ops tf, Operand<TFloat32> actual) {
    Operand<TFloat32> place = normal.normalise(tf, actual);
    Operand<TFloat32> bin =
        tf.math.mul(
            tf.math.add(tf.math.div(place, tf.constant(range)), tf.constant(1f)),
            tf.constant(bins / 2f));
    Operand<TFloat32> inside =
        tf.clipByValue(bin, tf.constant(0f), tf.constant(bins - 0.5f)); // floor: the last bin
    Operand<TInt32> index = tf.dtypes.cast(tf.math.floor(inside), TInt32.class);
    Operand<TFloat32> hit = tf.oneHot(index, tf.constant(bins), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> mass = tf.reduceSum(tf.math.mul(probabilities, hit), tf.constant(-1));
    Operand<TFloat32> density = tf.math.mul(mass, tf.constant(bins / (2 * range)));
    Operand<TFloat32> log = tf.math.log(tf.math.add(density, tf.constant(FLOOR)));
    return tf.math.neg(tf.math.mean(tf.reshape(log, tf.constant(new int[] {-1})), tf.constant(0)));
  }
}
