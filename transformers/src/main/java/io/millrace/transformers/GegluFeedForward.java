package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * W₂·(GELU(Wₐ·x + a) ⊙ (W_b·x + b)) + b₂. Weights {@code gate}, {@code inner} and {@code outer}.
 *
 * @param hidden width of the product; two thirds of a plain feed-forward's make as many weights
 * @param dropout on the product
 * @param exactGelu by the error function; otherwise the tanh approximation
 * @see <a href="https://arxiv.org/abs/2002.05202">GLU Variants Improve Transformer</a>
 */
public record GegluFeedForward(int hidden, float dropout, boolean exactGelu)
    implements FeedForward {

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Linear linear = new Linear(hidden);
    Operand<TFloat32> gate =
        new Gelu(exactGelu).apply(at.tf(), linear.apply(at.child("gate"), tokens));
    Operand<TFloat32> product = at.tf().math.mul(gate, linear.apply(at.child("inner"), tokens));
    return new Linear(Shapes.last(tokens)).apply(at.child("outer"), at.dropout(product, dropout));
  }
}
