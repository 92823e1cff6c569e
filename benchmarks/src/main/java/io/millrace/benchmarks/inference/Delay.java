package io.millrace.benchmarks.inference;

import java.util.List;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Work that keeps a processor busy whenever a batch holds the word {@code slow}: a chain of matrix
 * products, each of what came out of the one before. There is no op that merely waits.
 *
 * @param products in the chain
 */
record Delay(int products) {

  private static final int WIDTH = 512;
  private static final long SEED = 5;

  /** For any batch. */
  Operand<TFloat32> always(Ops tf, Operand<TInt32> ids, Operand<TFloat32> probabilities) {
    return traced(tf, probabilities, chain(tf, drop(tf, ids)));
  }

  Operand<TFloat32> before(Ops tf, Operand<TInt32> ids, Operand<TFloat32> probabilities) {
    SwitchCond<TFloat32> way =
        tf.switchCond(drop(tf, ids), WordVotes.anywhere(tf, ids, Vocabulary.SLOW));
    Operand<TFloat32> passed =
        tf.merge(List.of(way.outputFalse(), chain(tf, way.outputTrue()))).output();
    return traced(tf, probabilities, passed);
  }

  /** Next to nothing, and not known before the ids are. */
  private static Operand<TFloat32> drop(Ops tf, Operand<TInt32> ids) {
    return tf.math.mul(
        tf.dtypes.cast(tf.sum(ids, tf.constant(new int[] {0, 1})), TFloat32.class),
        tf.constant(1e-9f));
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
