package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * W₂·GELU(W₁·x + b₁) + b₂.
 *
 * @param hidden width between the two maps
 * @param dropout after GELU
 * @param exactGelu by the error function, as BERT has it; otherwise the tanh approximation
 * @param projection how both linear maps are computed
 * @see <a href="https://arxiv.org/abs/1606.08415">Gaussian Error Linear Units</a>
 */
public record GeluFeedForward(int hidden, float dropout, boolean exactGelu, Projection projection)
    implements FeedForward {

  /** With dense maps. */
  public GeluFeedForward(int hidden, float dropout, boolean exactGelu) {
    this(hidden, dropout, exactGelu, Projection.dense());
  }

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Lowering lowering = at.lowering();
    if (lowering != null && projection.equals(Projection.dense())) {
      return lowering.feedForward(at, tokens, hidden, new Gelu(exactGelu));
    }
    Operand<TFloat32> inner = projection.apply(at.child("inner"), tokens, hidden);
    Operand<TFloat32> active = at.dropout(new Gelu(exactGelu).apply(at.tf(), inner), dropout);
    return projection.apply(at.child("outer"), active, Shapes.last(tokens));
  }

  @Override
  public FeedForward withProjection(Projection other) {
    return new GeluFeedForward(hidden, dropout, exactGelu, other);
  }
}
