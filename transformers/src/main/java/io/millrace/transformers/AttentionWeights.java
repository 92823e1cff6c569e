package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How the scores of a query become the weights of the values. */
public interface AttentionWeights {

  /**
   * The weights of each query's values.
   *
   * @param scores {@code [batch, heads, query, key]}; those of padded keys far below all others
   * @return the same shape, each weight in [0, 1]; exactly 0 for padded keys where any key is real
   */
  Operand<TFloat32> of(Ops tf, Operand<TFloat32> scores);

  /** Weights that sum to one. */
  static AttentionWeights softmax() {
    return new Softmax();
  }

  /** exp(score) over the sum of all. */
  record Softmax() implements AttentionWeights {
    @Override
    public Operand<TFloat32> of(Ops tf, Operand<TFloat32> scores) {
      return tf.nn.softmax(scores);
    }
  }
}
