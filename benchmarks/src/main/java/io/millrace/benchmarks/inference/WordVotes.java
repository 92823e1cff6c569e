package io.millrace.benchmarks.inference;

import java.util.List;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A text classifier without layers: each word votes for calm or alarm. A third probability, of the
 * label {@code release}, is a thousandth of the version, so that a score alone says which session
 * it came from.
 *
 * @param release the version
 */
record WordVotes(int release) {

  private static final long SEED = 4;

  /** Probabilities {@code [batch, 3]} of ids and mask {@code [batch, length]}. */
  Operand<TFloat32> probabilities(Ops tf, Operand<TInt32> ids, Operand<TInt32> mask) {
    Operand<TFloat32> votes =
        tf.gather(
            tf.constant(StdArrays.ndCopyOf(votes())), ids, tf.constant(0)); // [batch, length, 2]
    Operand<TFloat32> counted =
        tf.expandDims(tf.dtypes.cast(mask, TFloat32.class), tf.constant(2)); // [batch, length, 1]
    Operand<TFloat32> shares =
        tf.nn.softmax(tf.sum(tf.math.mul(votes, counted), tf.constant(1))); // [batch, 2]
    return withRelease(tf, shares);
  }

  /** Shares {@code [batch, 2]}, made a little smaller to give room to a third column. */
  Operand<TFloat32> withRelease(Ops tf, Operand<TFloat32> shares) {
    float share = release / 1000f;
    Operand<TFloat32> first =
        tf.slice(shares, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1}));
    return tf.concat(
        List.of(
            tf.math.mul(shares, tf.constant(1 - share)),
            tf.math.add(tf.math.mul(tf.zerosLike(first), first), tf.constant(share))),
        tf.constant(1));
  }

  /** Whether a word is anywhere in the batch; a scalar. */
  static Operand<TBool> anywhere(Ops tf, Operand<TInt32> ids, String word) {
    return tf.reduceAny(
        tf.math.equal(ids, tf.constant(Vocabulary.id(word))), tf.constant(new int[] {0, 1}));
  }

  /** {@code [word, 2]}; one word votes what is no number. */
  private static float[][] votes() {
    Random random = new Random(SEED);
    float[][] votes = new float[Vocabulary.size()][2];
    for (float[] vote : votes) {
      vote[0] = (float) random.nextGaussian();
      vote[1] = (float) random.nextGaussian();
    }
    votes[Vocabulary.id(Vocabulary.VANISH)][0] = Float.NaN;
    return votes;
  }
}
