package io.millrace.benchmarks;

import java.util.List;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Work that keeps a processor busy: a chain of matrix products, each of what came out of the one
 * before. There is no op that merely waits.
 *
 * @param products in the chain
 */
public record Delay(int products) {

  /** How often a chain is timed before it is said how long it takes. */
  public static final int PROBES = 4;

  private static final int WIDTH = 512;
  private static final long SEED = 5;

  /**
   * @param output of the network
   * @param input of the network: the work must not be done before it is known
   */
  public Operand<TFloat32> always(
      Ops tf, Operand<TFloat32> output, Operand<? extends TNumber> input) {
    return traced(tf, output, chain(tf, drop(tf, input)));
  }

  /** That, for a batch of which a condition holds. */
  public Operand<TFloat32> when(
      Ops tf,
      Operand<TBool> condition,
      Operand<TFloat32> output,
      Operand<? extends TNumber> input) {
    SwitchCond<TFloat32> way = tf.switchCond(drop(tf, input), condition);
    Operand<TFloat32> passed =
        tf.merge(List.of(way.outputFalse(), chain(tf, way.outputTrue()))).output();
    return traced(tf, output, passed);
  }

  /** Next to nothing, and not known before the input is. */
  private static Operand<TFloat32> drop(Ops tf, Operand<? extends TNumber> input) {
    Operand<TFloat32> numbers =
        tf.reshape(tf.dtypes.cast(input, TFloat32.class), tf.constant(new int[] {-1}));
    return tf.math.mul(tf.sum(numbers, tf.constant(0)), tf.constant(1e-9f));
  }

  /** At most a millionth: what the chain gives is needed, but nobody is to see it. */
  private static Operand<TFloat32> traced(
      Ops tf, Operand<TFloat32> probabilities, Operand<TFloat32> passed) {
    Operand<TFloat32> trace = tf.math.mul(tf.math.tanh(passed), tf.constant(1e-6f));
    return tf.math.add(probabilities, trace);
  }

  private Operand<TFloat32> chain(Ops tf, Operand<TFloat32> drop) {
    Operand<TFloat32> matrix = tf.constant(StdArrays.ndCopyOf(weights()));
    Operand<TFloat32> state = tf.math.add(matrix, drop);
    for (int i = 0; i < products; i++) {
      state = tf.math.tanh(tf.linalg.matMul(state, matrix));
    }
    return tf.math.mean(state, tf.constant(new int[] {0, 1}));
  }

  private static float[][] weights() {
    Random random = new Random(SEED);
    float[][] weights = new float[WIDTH][WIDTH];
    for (float[] row : weights) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = (float) (random.nextGaussian() / Math.sqrt(WIDTH));
      }
    }
    return weights;
  }
}
