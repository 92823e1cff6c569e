package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The sum of one {@link MambaMixer} from the first token to the last and another from the last to
 * the first: every token hears every other, in memory that grows linearly in their number, and by
 * their order.
 *
 * @param states per channel and direction
 * @see <a href="https://arxiv.org/abs/2403.11144">Is Mamba Effective for Time Series
 *     Forecasting?</a>
 */
public record BidirectionalMamba(int states) implements TokenMixer {

  public BidirectionalMamba {
    new MambaMixer(states); // refuses what it can't be
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    MambaMixer mamba = new MambaMixer(states);
    Operand<TFloat32> forward = mamba.mix(at.child("forward"), tokens, mask);
    Operand<TFloat32> backward =
        mamba.mix(at.child("backward"), flipped(tf, tokens), flipped(tf, mask));
    return tf.math.add(forward, flipped(tf, backward));
  }

  private static Mask flipped(Ops tf, Mask mask) {
    return mask.valid() == null ? mask : new Mask(flipped(tf, mask.valid()));
  }

  private static Operand<TFloat32> flipped(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> length = tf.constant(new int[] {1});
    return tf.reverse(x, length);
  }
}
