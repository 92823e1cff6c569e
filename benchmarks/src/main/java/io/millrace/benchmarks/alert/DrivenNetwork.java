package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.forecast.ForecastContract;
import io.millrace.benchmarks.forecast.ForecastModels;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What can be expected of a {@link DrivenProcess} up to its delay: the best forecast that there is,
 * so that what drives it is known.
 */
record DrivenNetwork(ForecastContract contract) implements ForecastModels.Network {

  @Override
  public Operand<TFloat32> mean(Ops tf, Operand<TFloat32> windows) {
    int variates = contract.variates().size();
    int in = contract.lookback() * variates;
    Operand<TFloat32> flat = tf.reshape(windows, tf.constant(new int[] {-1, in}));
    Operand<TFloat32> ahead = tf.linalg.matMul(flat, tf.constant(weights(in, variates)));
    return tf.reshape(ahead, tf.constant(new int[] {-1, contract.horizon(), variates}));
  }

  /** {@code [lookback × variate, horizon × variate]} */
  private FloatNdArray weights(int in, int variates) {
    float[][] weights = new float[in][contract.horizon() * variates];
    int last = (contract.lookback() - 1) * variates;
    for (int lead = 1; lead <= contract.horizon(); lead++) {
      int out = (lead - 1) * variates;
      weights[last][out] = (float) Math.pow(DrivenProcess.OWN, lead);
      for (int j = 1; j < variates; j++) {
        weights[last + j][out + j] = (float) Math.pow(DrivenProcess.MEMORY, lead);
        for (int met = 1; met <= lead; met++) { // a cause that the target meets on the way
          int ago = DrivenProcess.DELAY - met;
          weights[last - ago * variates + j][out] =
              (float) (DrivenProcess.EACH * Math.pow(DrivenProcess.OWN, lead - met));
        }
      }
    }
    return StdArrays.ndCopyOf(weights);
  }
}
