package io.millrace.transformers.series;

import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * DLinear: a moving average splits the lookback into trend and remainder, and one linear map of
 * each, shared by all variates, gives the forecast. The control that transformers must be shown
 * beside.
 *
 * @param window of the moving average, odd
 * @see <a href="https://arxiv.org/abs/2205.13504">Are Transformers Effective for Time Series
 *     Forecasting?</a>
 */
public record DLinear(int lookback, int horizon, int window) implements Forecaster {

  public DLinear {
    if (window < 1 || window % 2 == 0) {
      throw new IllegalArgumentException("the moving average must be odd, not " + window);
    }
  }

  @Override
  public List<Double> quantiles() {
    return List.of();
  }

  @Override
  public String name() {
    return "DLinear";
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    Operand<TFloat32> values = Axes.swapped(tf, input.history()); // [batch, variates, lookback]
    Operand<TFloat32> trend = trend(tf, values);
    Linear map = new Linear(horizon);
    Operand<TFloat32> forecast =
        tf.math.add(
            map.apply(at.child("trend"), trend),
            map.apply(at.child("remainder"), tf.math.sub(values, trend)));
    return Outlook.ofMean(Axes.swapped(tf, forecast));
  }

  private Operand<TFloat32> trend(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> average =
        tf.constant(Shape.of(lookback, lookback), DataBuffers.of(movingAverage()));
    Operand<TFloat32> flat = tf.reshape(values, tf.constant(new int[] {-1, lookback}));
    return tf.reshape(tf.linalg.matMul(flat, average), tf.shape(values));
  }

  /** {@code [lookback in, lookback out]}; beyond its ends the series repeats its end value. */
  private float[] movingAverage() {
    float[] matrix = new float[lookback * lookback];
    for (int out = 0; out < lookback; out++) {
      for (int offset = -window / 2; offset <= window / 2; offset++) {
        int in = Math.max(0, Math.min(lookback - 1, out + offset));
        matrix[in * lookback + out] += 1f / window;
      }
    }
    return matrix;
  }
}
