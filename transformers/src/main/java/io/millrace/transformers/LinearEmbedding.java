package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One linear map. Weights {@code kernel} [in, width] and {@code bias} [width].
 *
 * @param dropout on the tokens, 0 ≤ rate &lt; 1
 */
public record LinearEmbedding(int width, float dropout) implements Embedding {

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x) {
    return at.dropout(new Linear(width).apply(at, x), dropout);
  }
}
