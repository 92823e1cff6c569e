package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * W₂·(GELU(Wₐ·x + a) ⊙ (W_b·x + b)) + b₂. Weights {@code gate}, {@code inner} and {@code outer}.
 *
 * @param hidden width of the product; two thirds of a plain feed-forward's make as many weights
 * @param dropout on the product
 * @param exactGelu by the error function; otherwise the tanh approximation
 * @param projection how the linear maps are computed
 * @see <a href="https://arxiv.org/abs/2002.05202">GLU Variants Improve Transformer</a>
 */
public record GegluFeedForward(int hidden, float dropout, boolean exactGelu, Projection projection)
    implements FeedForward {

  /** With dense maps. */
  public GegluFeedForward(int hidden, float dropout, boolean exactGelu) {
    this(hidden, dropout, exactGelu, Projection.dense());
  }

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Operand<TFloat32> gate =
        new Gelu(exactGelu).apply(at.tf(), projection.apply(at.child("gate"), tokens, hidden));
    Operand<TFloat32> product =
        at.tf().math.mul(gate, projection.apply(at.child("inner"), tokens, hidden));
    return projection.apply(at.child("outer"), at.dropout(product, dropout), Shapes.last(tokens));
  }

  @Override
  public FeedForward withProjection(Projection other) {
    return new GegluFeedForward(hidden, dropout, exactGelu, other);
  }
}
