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

  /**
   * The same for tokens without padding. A mixer that can spare padding a part of its work does so
   * here.
   *
   * @param tokens {@code [tokens, width]}
   * @return the same shape, with the values that {@link #mix} has at real tokens
   */
  default Operand<TFloat32> mixPacked(Scope at, Operand<TFloat32> tokens, Packing packing) {
    Operand<TFloat32> padded = packing.unpack(at.tf(), tokens);
    return packing.pack(at.tf(), mix(at, padded, packing.mask()));
  }
}
