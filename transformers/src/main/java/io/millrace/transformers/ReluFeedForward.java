package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * W₂·max(0, W₁·x + b₁) + b₂.
 *
 * @param hidden width between the two maps
 * @param dropout after the ReLU
 * @param projection how both linear maps are computed
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need, section 3.3</a>
 */
public record ReluFeedForward(int hidden, float dropout, Projection projection)
    implements FeedForward {

  /** With dense maps. */
  public ReluFeedForward(int hidden, float dropout) {
    this(hidden, dropout, Projection.dense());
  }

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Operand<TFloat32> inner = projection.apply(at.child("inner"), tokens, hidden);
    Operand<TFloat32> active = at.dropout(at.tf().nn.relu(inner), dropout);
    return projection.apply(at.child("outer"), active, Shapes.last(tokens));
  }
}
