package io.millrace.transformers.frames;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The logarithm of 1 + sample / unit, for signals that span decades and are never negative: what is
 * small beside the unit stays as it is, what is large counts by its order of magnitude. Samples
 * below 0 count as 0.
 *
 * @param unit in the signal's own unit; what differs by less hardly differs to the network
 */
public record CompressedLog(double unit) implements FrameInput {

  public CompressedLog {
    if (!(unit > 0 && Double.isFinite(unit))) {
      throw new IllegalArgumentException("unit: expected a number above 0, found " + unit);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> frames) {
    Operand<TFloat32> positive = tf.math.maximum(frames, tf.constant(0f));
    return tf.math.log1p(tf.math.mul(positive, tf.constant((float) (1 / unit))));
  }

  @Override
  public double scaled(double sample, int channel) {
    return Math.log1p(Math.max(0, sample) / unit);
  }
}
