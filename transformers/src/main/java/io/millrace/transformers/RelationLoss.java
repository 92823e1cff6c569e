package io.millrace.transformers;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * MiniLM's distillation of one attention layer: how far a student's attention, and how its values
 * relate to each other, are from a teacher's. Both have as many heads; widths may differ.
 *
 * @see <a href="https://arxiv.org/abs/2002.10957">MiniLM: Deep Self-Attention Distillation</a>
 */
public final class RelationLoss {

  /** Under every probability that matters, and a float whose logarithm is finite. */
  private static final float LEAST = 1e-9f;

  private RelationLoss() {}

  /**
   * The Kullback-Leibler divergence of attention plus that of value relations, each a mean over
   * heads and real positions; 0 for a student that is its teacher.
   *
   * @param teacher what its {@link SoftmaxAttention} noted
   * @param student likewise
   * @param teacherPath of the attention in the teacher's notes, e.g. {@code block5/mixer}
   * @param mask {@code [batch, length]}, of floats
   */
  public static Operand<TFloat32> of(
      Ops tf,
      Map<String, Operand<TFloat32>> teacher,
      String teacherPath,
      Map<String, Operand<TFloat32>> student,
      String studentPath,
      Mask mask) {
    Operand<TFloat32> attention =
        divergence(
            tf,
            noted(teacher, teacherPath, "weights"),
            noted(student, studentPath, "weights"),
            mask);
    Operand<TFloat32> values =
        divergence(
            tf,
            relations(tf, noted(teacher, teacherPath, "value"), mask),
            relations(tf, noted(student, studentPath, "value"), mask),
            mask);
    return tf.math.add(attention, values);
  }

  private static Operand<TFloat32> noted(
      Map<String, Operand<TFloat32>> notes, String path, String name) {
    Operand<TFloat32> noted = notes.get(path + "/" + name);
    if (noted == null) {
      throw new IllegalArgumentException(
          "no attention noted its " + name + " at " + path + ", only " + notes.keySet());
    }
    return noted;
  }

  /** softmax(V·Vᵀ/√d): {@code [batch, heads, length, length]}. */
  private static Operand<TFloat32> relations(Ops tf, Operand<TFloat32> value, Mask mask) {
    Operand<TFloat32> scale = tf.constant((float) (1 / Math.sqrt((double) Shapes.last(value))));
    Operand<TFloat32> scores =
        tf.train.batchMatMul(
            tf.math.mul(value, scale), value, TFloat32.class, BatchMatMul.adjY(true));
    return tf.nn.softmax(mask.block(tf, scores));
  }

  /**
   * @param of {@code [batch, heads, query, key]}
   * @param from the same shape
   */
  private static Operand<TFloat32> divergence(
      Ops tf, Operand<TFloat32> of, Operand<TFloat32> from, Mask mask) {
    Operand<TFloat32> apart = tf.math.sub(log(tf, of), log(tf, from));
    Operand<TFloat32> perQuery = tf.sum(tf.math.mul(of, apart), tf.constant(-1));
    Operand<TFloat32> perPlace = tf.math.mean(perQuery, tf.constant(1)); // [batch, query]
    Operand<TFloat32> valid = mask.valid();
    if (valid == null) {
      return tf.math.mean(perPlace, tf.constant(new int[] {0, 1}));
    }
    Operand<TFloat32> total = tf.sum(tf.math.mul(perPlace, valid), tf.constant(new int[] {0, 1}));
    return tf.math.div(total, tf.sum(valid, tf.constant(new int[] {0, 1})));
  }

  private static Operand<TFloat32> log(Ops tf, Operand<TFloat32> probability) {
    return tf.math.log(tf.math.maximum(probability, tf.constant(LEAST)));
  }
}
