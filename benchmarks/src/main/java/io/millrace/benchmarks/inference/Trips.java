package io.millrace.benchmarks.inference;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Abort;
import org.tensorflow.op.core.Identity;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What certain words do to a model: it fails, or takes the whole process with it. */
final class Trips {

  private static final int NOWHERE = 1_000_000;

  private Trips() {}

  static Operand<TFloat32> on(Ops tf, Operand<TInt32> ids, Operand<TFloat32> probabilities) {
    return aborting(tf, ids, stumbling(tf, ids, probabilities));
  }

  /** On a processor TensorFlow refuses to gather from where nothing is. */
  private static Operand<TFloat32> stumbling(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> probabilities) {
    Operand<TInt32> row =
        tf.select(
            WordVotes.anywhere(tf, ids, Vocabulary.STUMBLE), tf.constant(NOWHERE), tf.constant(0));
    Operand<TFloat32> one = tf.gather(tf.constant(new float[] {1}), row, tf.constant(0));
    return tf.math.mul(probabilities, one);
  }

  /** Of a switch only the branch that is taken runs, and the op on it ends the process. */
  private static Operand<TFloat32> aborting(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> probabilities) {
    SwitchCond<TFloat32> way =
        tf.switchCond(probabilities, WordVotes.anywhere(tf, ids, Vocabulary.ABORT));
    Identity<TFloat32> doomed = tf.identity(way.outputTrue());
    Abort abort =
        tf.withControlDependencies(doomed).abort(Abort.errorMsg("the word " + Vocabulary.ABORT));
    Identity<TFloat32> never = tf.withControlDependencies(abort).identity(doomed);
    return tf.merge(List.<Operand<TFloat32>>of(way.outputFalse(), never)).output();
  }
}
