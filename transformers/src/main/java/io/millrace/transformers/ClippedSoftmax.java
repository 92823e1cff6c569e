package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * clip((ζ − γ)·softmax + γ, 0, 1): a head reaches an exact 0 without huge scores, hence without the
 * outliers that spoil 8-bit quantization. The weights of a query no longer sum to one.
 *
 * @param zeta ζ, at least 1; the paper uses 1
 * @param gamma γ, at most 0, so that a weight of 0 stays 0; the paper uses −0.025 for BERT
 * @see <a href="https://arxiv.org/abs/2306.12929">Quantizable Transformers</a>
 */
public record ClippedSoftmax(float zeta, float gamma) implements AttentionWeights {

  public ClippedSoftmax {
    if (!(zeta >= 1 && gamma <= 0)) {
      throw new IllegalArgumentException(
          "zeta must be at least 1 and gamma at most 0, not " + zeta + " and " + gamma);
    }
  }

  @Override
  public Operand<TFloat32> of(Ops tf, Operand<TFloat32> scores) {
    Operand<TFloat32> scaled = tf.math.mul(tf.nn.softmax(scores), tf.constant(zeta - gamma));
    Operand<TFloat32> stretched = tf.math.add(scaled, tf.constant(gamma));
    return tf.clipByValue(stretched, tf.constant(0f), tf.constant(1f));
  }
}
