package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The selective state space of Mamba: for each channel and each of its states h_t = exp(Δ_t·A)·
 * h_{t−1} + Δ_t·B_t·x_t, and per channel y_t = C_t·h_t + D·x_t. Any batch and any length; the
 * number of channels and of states is known when the graph is built. How it runs, and what that
 * costs, is told at {@link LinearRecurrence}: memory grows about linearly in batch · length ·
 * channels · states.
 *
 * @param step Δ ≥ 0: {@code [batch, length, channels]}; a token with 0 leaves no trace
 * @param decay A &lt; 0: {@code [states, channels]}
 * @param write B: {@code [batch, length, states]}
 * @param read C, likewise
 * @param skip D: {@code [channels]}
 * @see <a href="https://arxiv.org/abs/2312.00752">Mamba: Linear-Time Sequence Modeling with
 *     Selective State Spaces</a>
 */
public record SelectiveScan(
    Operand<TFloat32> step,
    Operand<TFloat32> decay,
    Operand<TFloat32> write,
    Operand<TFloat32> read,
    Operand<TFloat32> skip) {

  /**
   * y, as {@code x}.
   *
   * @param x {@code [batch, length, channels]}
   */
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> logDecay = tf.math.mul(acrossStates(tf, step), decay);
    Operand<TFloat32> added =
        tf.math.mul(acrossStates(tf, tf.math.mul(step, x)), acrossChannels(tf, write));
    Operand<TFloat32> states = new LinearRecurrence(flat(tf, logDecay), flat(tf, added)).states(tf);
    Operand<TFloat32> perState = new Heads(states()).parted(tf, states);
    Operand<TFloat32> heard =
        tf.sum(tf.math.mul(perState, acrossChannels(tf, read)), tf.constant(2));
    return tf.math.add(heard, tf.math.mul(x, skip));
  }

  private int states() {
    return Math.toIntExact(Shapes.last(write));
  }

  /** {@code [batch, length, 1, channels]}. */
  private static Operand<TFloat32> acrossStates(Ops tf, Operand<TFloat32> perChannel) {
    return tf.expandDims(perChannel, tf.constant(2));
  }

  /** {@code [batch, length, states, 1]}. */
  private static Operand<TFloat32> acrossChannels(Ops tf, Operand<TFloat32> perState) {
    return tf.expandDims(perState, tf.constant(3));
  }

  /** {@code [batch, length, states, channels]} to {@code [batch, length, states · channels]}. */
  private Operand<TFloat32> flat(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> shape = Shapes.withLast(tf, step, states() * Shapes.last(step));
    return tf.reshape(x, shape);
  }
}
