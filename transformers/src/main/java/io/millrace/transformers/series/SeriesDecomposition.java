package io.millrace.transformers.series;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Splits a series into a trend, its moving average, and the season that is left; beyond its ends
 * the series repeats its end values. Time and memory grow with the length.
 *
 * @param window of the moving average in rows, odd; published: 25
 * @see <a href="https://arxiv.org/abs/2106.13008">Autoformer, 3.1</a>
 */
public record SeriesDecomposition(int window) {

  public SeriesDecomposition {
    if (window < 1 || window % 2 == 0) {
      throw new IllegalArgumentException("the moving average must be odd, not " + window);
    }
  }

  /** Both shaped as the series; their sum is the series. */
  public record Split(Operand<TFloat32> season, Operand<TFloat32> trend) {}

  /**
   * @param series {@code [batch, length, channels]}
   */
  public Split apply(Ops tf, Operand<TFloat32> series) {
    Operand<TFloat32> trend = average(tf, series);
    return new Split(tf.math.sub(series, trend), trend);
  }

  private Operand<TFloat32> average(Ops tf, Operand<TFloat32> series) {
    if (window == 1) {
      return series;
    }
    long length = series.shape().get(1);
    Operand<TFloat32> longer =
        tf.concat(
            List.of(repeated(tf, series, 0), series, repeated(tf, series, length - 1)),
            tf.constant(1));
    List<Long> size = List.of(1L, (long) window, 1L, 1L);
    Operand<TFloat32> pooled =
        tf.nn.avgPool(
            tf.expandDims(longer, tf.constant(2)), size, List.of(1L, 1L, 1L, 1L), "VALID");
    return tf.reshape(pooled, tf.shape(series));
  }

  /**
   * One row as often as the window reaches beyond an end, {@code [batch, window / 2, channels]}.
   */
  private Operand<TFloat32> repeated(Ops tf, Operand<TFloat32> series, long row) {
    Operand<TFloat32> end =
        tf.stridedSlice(series, Indices.all(), Indices.slice(row, row + 1), Indices.all());
    float[][][] ones = new float[1][window / 2][1];
    for (float[] each : ones[0]) {
      each[0] = 1;
    }
    return tf.math.mul(end, tf.constant(ones));
  }
}
