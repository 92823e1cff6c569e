package io.millrace.transformers.text;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What it costs to be wrong where any number of labels may hold. */
public sealed interface MultiLabelLoss {

  /**
   * A mean over texts and labels.
   *
   * @param logits {@code [batch, label]}
   * @param truth {@code [batch, label]}, 1 = the label holds, 0 = it does not
   */
  Operand<TFloat32> of(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> truth);

  /** Binary cross-entropy of each label by itself, all alike. */
  static MultiLabelLoss crossEntropy() {
    return new CrossEntropy();
  }

  /** Binary cross-entropy. */
  record CrossEntropy() implements MultiLabelLoss {
    @Override
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> truth) {
      // -log of the sigmoid's probability of the truth, in a form that can't overflow
      Operand<TFloat32> each = tf.math.sub(tf.math.softplus(logits), tf.math.mul(truth, logits));
      return tf.math.mean(tf.reshape(each, tf.constant(new int[] {-1})), tf.constant(0));
    }
  }

  /**
   * LDAM: while training, a label that holds has its logit lowered by C / n^¼, where n texts hold
   * it, so that it must win by a margin that is the larger the rarer it is. An answer is read off
   * the logits as they are.
   *
   * @param scale C, in logits
   * @param positives n of each label
   * @see <a href="https://arxiv.org/abs/1906.07413">Learning Imbalanced Datasets with
   *     Label-Distribution-Aware Margin Loss</a>
   */
  record Margins(double scale, List<Integer> positives) implements MultiLabelLoss {

    public Margins {
      positives = List.copyOf(positives);
      if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("scale must be at least 0 and finite, not " + scale);
      }
      for (int label = 0; label < positives.size(); label++) {
        if (positives.get(label) < 1) {
          throw new IllegalArgumentException(
              "positives of label %d must be at least 1, not %d"
                  .formatted(label, positives.get(label)));
        }
      }
    }

    @Override
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> truth) {
      Operand<TFloat32> lowered = tf.math.sub(logits, tf.math.mul(truth, tf.constant(margins())));
      return crossEntropy().of(tf, lowered, truth);
    }

    /** By label, in logits. */
    float[] margins() {
      float[] margins = new float[positives.size()];
      for (int label = 0; label < margins.length; label++) {
        margins[label] = (float) (scale / Math.pow(positives.get(label), 0.25));
      }
      return margins;
    }
  }
}
