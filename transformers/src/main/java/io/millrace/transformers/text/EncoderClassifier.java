package io.millrace.transformers.text;

import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An encoder and a head on it: a classifier of texts. The encoder's weights lie at the root, the
 * head's under {@code head/}.
 *
 * @param multiLabel any number of labels may hold at once; otherwise exactly one does
 */
public record EncoderClassifier(TextEncoder encoder, TextHead head, boolean multiLabel) {

  static final String HEAD = "head";

  /** The same head on another encoder. */
  public EncoderClassifier withEncoder(TextEncoder other) {
    return new EncoderClassifier(other, head, multiLabel);
  }

  /**
   * @param ids {@code [batch, length]}
   * @param mask {@code [batch, length]}, 1 = real token
   */
  public TextHead.Output apply(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    TextEncoder.Encoded encoded = encoder.encode(at, ids, mask);
    return head.apply(at.child(HEAD), encoded.tokens(), encoded.mask());
  }

  /**
   * {@code [batch, label]}: of one label among all, or of each label by itself.
   *
   * @param logits {@code [batch, label]}
   * @param temperature by which logits are divided, as validation found it (<a
   *     href="https://arxiv.org/abs/1706.04599">Guo et al. 2017</a>)
   */
  public Operand<TFloat32> probabilities(Scope at, Operand<TFloat32> logits, double temperature) {
    Operand<TFloat32> softened = at.tf().math.div(logits, at.tf().constant((float) temperature));
    return multiLabel ? at.tf().math.sigmoid(softened) : at.tf().nn.softmax(softened);
  }
}
