package io.millrace.transformers.text;

import io.millrace.transformers.Scope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What is said of a text from the vectors of its tokens. */
public interface TextHead {

  /**
   * @param tokens {@code [batch, length, width]}
   * @param mask {@code [batch, length]}, 1 = real token
   */
  Output apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask);

  /**
   * @param logits {@code [batch, label]}
   * @param embedding {@code [batch, width]}: the vector that a linear map makes the logits of; null
   *     = there is no such vector
   * @param tokenWeights {@code [batch, label, length]}: how much each token counts for each label,
   *     0 at padding, 1 in sum; null = the head has no such weights
   */
  record Output(
      Operand<TFloat32> logits,
      @Nullable Operand<TFloat32> embedding,
      @Nullable Operand<TFloat32> tokenWeights) {}
}
