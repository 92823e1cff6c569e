package io.millrace.transformers;

import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The one block from which every network is built: a residual mixer, then a residual feed-forward.
 *
 * @param dropout on what each of the two adds to the residual
 */
public record Block(
    TokenMixer mixer, FeedForward feedForward, Norm norm, NormPlace place, float dropout) {

  /** {@code [batch, length, width]} in and out. */
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens, Mask mask) {
    return apply(at, tokens, (scope, x) -> mixer.mix(scope, x, mask));
  }

  /** The same block with this dropout on what is added, and on attention weights. */
  public Block withDropout(float rate) {
    TokenMixer dropping =
        mixer instanceof SoftmaxAttention attention ? attention.withDropout(rate) : mixer;
    return new Block(dropping, feedForward, norm, place, rate);
  }

  /** Whether its attention is made of {@link Projection#dense}. */
  public boolean dense() {
    return mixer instanceof SoftmaxAttention attention
        && attention.projection().equals(Projection.dense());
  }

  /**
   * The same block with linear maps computed another way.
   *
   * @throws IllegalArgumentException if it is not made of attention and GELU or GEGLU
   */
  public Block withProjection(Projection projection) {
    if (!(mixer instanceof SoftmaxAttention attention)) {
      throw new IllegalArgumentException("no linear maps to choose in " + mixer);
    }
    return new Block(
        attention.withProjection(projection),
        feedForward.withProjection(projection),
        norm,
        place,
        dropout);
  }

  /** {@code [tokens, width]} in and out: only the mixer sees which tokens belong together. */
  public Operand<TFloat32> applyPacked(Scope at, Operand<TFloat32> tokens, Packing packing) {
    return apply(at, tokens, (scope, x) -> mixer.mixPacked(scope, x, packing));
  }

  private Operand<TFloat32> apply(
      Scope at,
      Operand<TFloat32> tokens,
      BiFunction<Scope, Operand<TFloat32>, Operand<TFloat32>> mixing) {
    Operand<TFloat32> mixed = residual(at.child("mixer"), tokens, mixing);
    return residual(at.child("feedForward"), mixed, feedForward::apply);
  }

  private Operand<TFloat32> residual(
      Scope at,
      Operand<TFloat32> x,
      BiFunction<Scope, Operand<TFloat32>, Operand<TFloat32>> branch) {
    boolean before = place == NormPlace.BEFORE;
    Operand<TFloat32> added = branch.apply(at, before ? norm.apply(at.child("norm"), x) : x);
    Operand<TFloat32> sum = at.tf().math.add(x, at.dropout(added, dropout));
    return before ? sum : norm.apply(at.child("norm"), sum);
  }
}
