package io.millrace.transformers.text;

import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Mean-pooled vectors of one label point the same way, those of two labels stand at right angles:
 * the squared distance of each cosine from 1 or 0, over all pairs of a batch, like and unlike ones
 * counting as much.
 *
 * @param fixedBlocks the first so many blocks, and the embeddings, stay as they are
 * @param start weights of the pretrained encoder, by path
 * @see <a href="https://arxiv.org/abs/2209.11055">SetFit</a>
 */
record LikenessObjective(TextEncoder encoder, int fixedBlocks, Map<String, float[]> start)
    implements Objective {

  private static final int[] ALL = {0, 1};

  @Override
  public List<BatchInput> inputs() {
    return TextObjective.INPUTS;
  }

  @Override
  public String description() {
    return "likeness by label of " + encoder + ", first " + fixedBlocks + " blocks fixed";
  }

  @Override
  public float rateFactor(String path) {
    return path.startsWith("embeddings/") || isFixedBlock(path) ? 0 : 1;
  }

  private boolean isFixedBlock(String path) {
    for (int i = 0; i < fixedBlocks; i++) {
      if (path.startsWith("block" + i + "/")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Operand<TInt32> mask = inputs.ints(TextExamples.MASK);
    Operand<TFloat32> tokens = encoder.apply(at, inputs.ints(TextExamples.IDS), mask);
    Operand<TFloat32> vectors = Pooling.mean().apply(at, tokens, mask);
    return distance(at.tf(), vectors, inputs.ints(TextExamples.TRUTH));
  }

  /**
   * @param vectors {@code [batch, width]}, of any length
   * @param labels {@code [batch]}
   */
  static Operand<TFloat32> distance(Ops tf, Operand<TFloat32> vectors, Operand<TInt32> labels) {
    Operand<TFloat32> directions = PooledHead.direction(tf, vectors);
    Operand<TFloat32> cosines =
        tf.linalg.matMul(directions, directions, MatMul.transposeB(true)); // [text, other]
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> same =
        tf.dtypes.cast(
            tf.math.equal(
                tf.expandDims(labels, tf.constant(1)), tf.expandDims(labels, tf.constant(0))),
            TFloat32.class);
    Operand<TFloat32> unlike = tf.math.sub(one, same);
    Operand<TFloat32> like = tf.math.sub(same, identity(tf, labels));
    return tf.math.add(
        mean(tf, tf.math.square(tf.math.sub(cosines, one)), like),
        mean(tf, tf.math.square(cosines), unlike));
  }

  /** A text is no pair with itself. */
  private static Operand<TFloat32> identity(Ops tf, Operand<TInt32> labels) {
    return tf.linalg.matrixDiag(
        tf.onesLike(tf.dtypes.cast(labels, TFloat32.class)),
        tf.constant(0),
        tf.constant(-1),
        tf.constant(-1),
        tf.constant(0f));
  }

  /** Over the chosen pairs; 0 if there are none. */
  private static Operand<TFloat32> mean(
      Ops tf, Operand<TFloat32> values, Operand<TFloat32> chosen) {
    Operand<TFloat32> sum = tf.sum(tf.math.mul(values, chosen), tf.constant(ALL));
    Operand<TFloat32> count = tf.sum(chosen, tf.constant(ALL));
    return tf.math.div(sum, tf.math.maximum(count, tf.constant(1f)));
  }
}
