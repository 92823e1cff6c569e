package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * W₂·GELU(W₁·x + b₁) + b₂.
 *
 * @param hidden width between the two maps
 * @param dropout after GELU
 * @param exactGelu by the error function, as BERT has it; otherwise the tanh approximation
 * @see <a href="https://arxiv.org/abs/1606.08415">Gaussian Error Linear Units</a>
 */
public record GeluFeedForward(int hidden, float dropout, boolean exactGelu) implements FeedForward {

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Operand<TFloat32> inner = new Linear(hidden).apply(at.child("inner"), tokens);
    Operand<TFloat32> active = at.dropout(new Gelu(exactGelu).apply(at.tf(), inner), dropout);
    return new Linear(Shapes.last(tokens)).apply(at.child("outer"), active);
  }
}
