package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Changes each position by itself. */
public interface FeedForward {

  /**
   * A token's result depends on no other token.
   *
   * @param tokens {@code [batch, length, width]}
   * @return the same shape
   */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens);

  /**
   * The same with linear maps computed another way.
   *
   * @throws IllegalArgumentException if it has none to choose
   */
  default FeedForward withProjection(Projection projection) {
    throw new IllegalArgumentException("no linear maps to choose in " + this);
  }
}
