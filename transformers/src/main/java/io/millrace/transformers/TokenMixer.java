package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Exchanges information between positions. */
public interface TokenMixer {

  /**
   * Real tokens hear from real ones only; what padding becomes is nobody's concern.
   *
   * @param tokens {@code [batch, length, width]}
   * @return the same shape
   */
  Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask);
}
