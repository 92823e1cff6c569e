package io.millrace.benchmarks.forecast;

import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Two dense layers over the whole window, with seeded weights.
 *
 * @param width of the layer between
 */
record DenseNetwork(ForecastContract contract, int width, long seed)
    implements ForecastModels.Network {

  @Override
  public Operand<TFloat32> mean(Ops tf, Operand<TFloat32> windows) {
    Random random = new Random(seed);
    int variates = contract.variates().size();
    int in = contract.lookback() * variates;
    int out = contract.horizon() * variates;
    Operand<TFloat32> flat = tf.reshape(windows, tf.constant(new int[] {-1, in}));
    Operand<TFloat32> inner =
        tf.math.tanh(tf.linalg.matMul(flat, tf.constant(weights(in, width, random))));
    Operand<TFloat32> outer = tf.linalg.matMul(inner, tf.constant(weights(width, out, random)));
    return tf.reshape(outer, tf.constant(new int[] {-1, contract.horizon(), variates}));
  }

  /** {@code [in, out]}, so that what comes out varies about as much as what goes in. */
  private static FloatNdArray weights(int in, int out, Random random) {
    float[][] weights = new float[in][out];
    for (float[] row : weights) {
      for (int i = 0; i < out; i++) {
        row[i] = (float) (random.nextGaussian() / Math.sqrt(in));
      }
    }
    return StdArrays.ndCopyOf(weights);
  }
}
