package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A {@link Block} that also hears from a memory: a residual mixer, then a residual cross mixer,
 * then a residual feed-forward, each normalised after its sum.
 *
 * @param dropout on what each of the three adds to the residual
 */
public record DecoderBlock(
    TokenMixer mixer, CrossMixer cross, FeedForward feedForward, Norm norm, float dropout) {

  /**
   * @param tokens {@code [batch, length, width]}
   * @param memory {@code [batch, any length, width]}
   * @return shaped as {@code tokens}
   */
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens, Operand<TFloat32> memory) {
    Scope own = at.child("mixer");
    Scope heard = at.child("cross");
    Scope forward = at.child("feedForward");
    Operand<TFloat32> mixed = sum(own, tokens, mixer.mix(own, tokens, Mask.none()));
    Operand<TFloat32> told = sum(heard, mixed, cross.mix(heard, mixed, memory));
    return sum(forward, told, feedForward.apply(forward, told));
  }

  private Operand<TFloat32> sum(Scope at, Operand<TFloat32> x, Operand<TFloat32> added) {
    return norm.apply(at.child("norm"), at.tf().math.add(x, at.dropout(added, dropout)));
  }
}
