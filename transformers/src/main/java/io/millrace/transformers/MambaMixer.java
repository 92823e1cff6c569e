package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mamba, as wide inside as outside: a token and the one before it, a channel by itself, go through
 * SiLU into a {@link SelectiveScan} whose Δ, B and C are made of them; what comes out is gated by
 * SiLU and mapped once more. A token hears itself and what was before it. Padding reaches no state
 * and lets none decay; a token right behind padding finds zero as the one before it.
 *
 * @param states per channel; the paper on language uses 16, S-Mamba 2 to 32
 * @see <a href="https://arxiv.org/abs/2312.00752">Mamba: Linear-Time Sequence Modeling with
 *     Selective State Spaces</a>
 */
public record MambaMixer(int states) implements TokenMixer {

  /** Channels for each rank of the map that makes Δ. */
  private static final int CHANNELS_PER_RANK = 16;

  /** Tokens that the convolution sees. */
  private static final int TAPS = 2;

  /** What Δ is at first where its input is zero: from hardly moving to a tenth of a time. */
  private static final Initial FIRST_STEPS = new Initial.LogUniformSoftplus(1e-3f, 0.1f);

  public MambaMixer {
    if (states < 1) {
      throw new IllegalArgumentException("states must be at least 1, not " + states);
    }
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    long width = Shapes.last(tokens);
    Operand<TFloat32> inner = mask.zero(tf, map(at.child("inner"), tokens, width));
    Operand<TFloat32> x = silu(tf, convolved(at.child("convolution"), inner));
    Operand<TFloat32> scanned =
        new SelectiveScan(
                mask.zero(tf, step(at.child("step"), x)),
                decay(at, width),
                map(at.child("write"), x, states),
                map(at.child("read"), x, states),
                at.weight("skip", Shape.of(width), Initial.ones()))
            .apply(tf, x);
    Operand<TFloat32> gate = silu(tf, map(at.child("gate"), tokens, width));
    return map(at.child("output"), tf.math.mul(scanned, gate), width);
  }

  private static Operand<TFloat32> convolved(Scope at, Operand<TFloat32> x) {
    Ops tf = at.tf();
    Operand<TFloat32> now = tf.math.mul(x, tap(at, "now", x));
    Operand<TFloat32> before = tf.math.mul(Shapes.later(tf, x), tap(at, "before", x));
    return tf.math.add(tf.math.add(now, before), tap(at, "bias", x));
  }

  private static Operand<TFloat32> tap(Scope at, String name, Operand<TFloat32> x) {
    return at.weight(name, Shape.of(Shapes.last(x)), Initial.fanIn(TAPS));
  }

  /** Δ &gt; 0, as {@code x}. */
  private static Operand<TFloat32> step(Scope at, Operand<TFloat32> x) {
    long width = Shapes.last(x);
    long rank = (width + CHANNELS_PER_RANK - 1) / CHANNELS_PER_RANK;
    Operand<TFloat32> low = map(at.child("low"), x, rank);
    Operand<TFloat32> kernel = at.weight("kernel", Shape.of(rank, width), Initial.fanIn(rank));
    Operand<TFloat32> bias = at.weight("bias", Shape.of(width), FIRST_STEPS);
    return at.tf().math.softplus(Linear.multiply(at.tf(), low, kernel, bias));
  }

  /** A &lt; 0: at first −1 for each channel's first state, −2 for its second, and so on. */
  private Operand<TFloat32> decay(Scope at, long width) {
    Ops tf = at.tf();
    Operand<TFloat32> log = at.weight("logDecay", Shape.of(states, width), new Initial.LogOfRow());
    return tf.math.neg(tf.math.exp(log));
  }

  private static Operand<TFloat32> silu(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(x, tf.math.sigmoid(x));
  }

  /** A linear map without a bias. */
  private static Operand<TFloat32> map(Scope at, Operand<TFloat32> x, long outputs) {
    long inputs = Shapes.last(x);
    Operand<TFloat32> kernel =
        at.weight("kernel", Shape.of(inputs, outputs), Initial.fanIn(inputs));
    Operand<TFloat32> none = at.tf().constant(new float[Math.toIntExact(outputs)]);
    return Linear.multiply(at.tf(), x, kernel, none);
  }
}
