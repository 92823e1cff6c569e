package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Mixes nothing: a control that shows what the rest of a network can do alone.
 *
 * @see <a href="https://arxiv.org/abs/2210.13452">MetaFormer Baselines for Vision</a>
 */
public record IdentityMixer() implements TokenMixer {

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    return tokens;
  }
}
