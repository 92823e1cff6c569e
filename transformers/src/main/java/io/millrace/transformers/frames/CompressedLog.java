package io.millrace.transformers.frames;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The logarithm of 1 + sample / unit, standardised, for signals that span decades and are never
 * negative: what is small beside the unit stays as it is, what is large counts by its order of
 * magnitude. Samples below 0 count as 0.
 *
 * @param unit in the signal's own unit; what differs by less hardly differs to the network
 * @param scale of the logarithms
 */
public record CompressedLog(double unit, Standardised scale) implements FrameInput {

  public CompressedLog {
    if (!(unit > 0 && Double.isFinite(unit))) {
      throw new IllegalArgumentException("unit: expected a number above 0, found " + unit);
    }
  }

  /**
   * The scale of some frames.
   *
   * @param frames each {@code [channel][time]}
   */
  public static CompressedLog fit(double unit, List<double[][]> frames) {
    List<double[][]> logarithms = frames.stream().map(frame -> compressed(frame, unit)).toList();
    return new CompressedLog(unit, Standardised.fit(logarithms));
  }

  private static double[][] compressed(double[][] frame, double unit) {
    double[][] compressed = new double[frame.length][];
    for (int channel = 0; channel < frame.length; channel++) {
      compressed[channel] = frame[channel].clone();
      for (int time = 0; time < compressed[channel].length; time++) {
        compressed[channel][time] = compressed(frame[channel][time], unit);
      }
    }
    return compressed;
  }

  private static double compressed(double sample, double unit) {
    return Math.log1p(Math.max(0, sample) / unit);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> frames) {
    Operand<TFloat32> positive = tf.math.maximum(frames, tf.constant(0f));
    Operand<TFloat32> units = tf.math.mul(positive, tf.constant((float) (1 / unit)));
    return scale.apply(tf, tf.math.log1p(units));
  }

  @Override
  public double scaled(double sample, int channel) {
    return scale.scaled(compressed(sample, unit), channel);
  }
}
