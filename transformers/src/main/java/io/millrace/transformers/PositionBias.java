package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What the places of two tokens add to their attention score. */
public interface PositionBias {

  /**
   * Adds it, before the softmax.
   *
   * @param scores {@code [batch, heads, query, key]}
   * @return the same shape
   */
  Operand<TFloat32> add(Scope at, Operand<TFloat32> scores, int heads);

  /** Places mean nothing: attention commutes with permuting tokens. */
  static PositionBias none() {
    return new None();
  }

  /** Leaves the scores as they are. */
  record None() implements PositionBias {
    @Override
    public Operand<TFloat32> add(Scope at, Operand<TFloat32> scores, int heads) {
      return scores;
    }
  }
}
