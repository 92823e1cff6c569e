package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.forecast.ForecastContract;
import io.millrace.benchmarks.forecast.ForecastModels;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The straight line through the last steps of each variate, by least squares: a forecaster that
 * sees a trend, whose forecasts can be calculated by hand.
 *
 * @param steps that the line is laid through, at most the lookback
 */
record TrendNetwork(ForecastContract contract, int steps) implements ForecastModels.Network {

  @Override
  public Operand<TFloat32> mean(Ops tf, Operand<TFloat32> windows) {
    int[] swap = {0, 2, 1};
    int variates = contract.variates().size();
    Operand<TFloat32> columns = tf.linalg.transpose(windows, tf.constant(swap));
    Operand<TFloat32> flat =
        tf.reshape(columns, tf.constant(new int[] {-1, contract.lookback()})); // a row a variate
    Operand<TFloat32> ahead = tf.linalg.matMul(flat, tf.constant(weights()));
    Operand<TFloat32> rows =
        tf.reshape(ahead, tf.constant(new int[] {-1, variates, contract.horizon()}));
    return tf.linalg.transpose(rows, tf.constant(swap));
  }

  /** {@code [lookback, horizon]} */
  private FloatNdArray weights() {
    double middle = (steps - 1) / 2.0;
    double spread = steps * (steps * (double) steps - 1) / 12;
    float[][] weights = new float[contract.lookback()][contract.horizon()];
    for (int i = 0; i < steps; i++) {
      for (int lead = 1; lead <= contract.horizon(); lead++) {
        double ahead = steps - 1 + lead - middle;
        weights[contract.lookback() - steps + i][lead - 1] =
            (float) (1.0 / steps + (i - middle) * ahead / spread);
      }
    }
    return StdArrays.ndCopyOf(weights);
  }
}
