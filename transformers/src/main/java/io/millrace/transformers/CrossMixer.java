package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Brings information from one sequence into another. */
public interface CrossMixer {

  /**
   * @param tokens {@code [batch, length, width]}: what is told
   * @param memory {@code [batch, any length, width]}: what is heard from
   * @return shaped as {@code tokens}
   */
  Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Operand<TFloat32> memory);
}
