package io.millrace.transformers.frames;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Each channel less its mean, over its population deviation.
 *
 * @param means of the channels, over all samples of the training frames
 * @param deviations of the channels, each above 0
 */
public record Standardised(List<Double> means, List<Double> deviations) implements FrameInput {

  public Standardised {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.size() != deviations.size() || !deviations.stream().allMatch(each -> each > 0)) {
      throw new IllegalArgumentException(
          "deviations: expected one above 0 for each of %d channels, found %s"
              .formatted(means.size(), deviations));
    }
  }

  /**
   * Means and deviations of some frames. A channel that never changes keeps its unit.
   *
   * @param frames each {@code [channel][time]}
   */
  public static Standardised fit(List<double[][]> frames) {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int channel = 0; channel < frames.get(0).length; channel++) {
      double mean = mean(frames, channel, 0, 1);
      double deviation = Math.sqrt(mean(frames, channel, mean, 2));
      means.add(mean);
      deviations.add(deviation > 0 ? deviation : 1);
    }
    return new Standardised(means, deviations);
  }

  private static double mean(List<double[][]> frames, int channel, double centre, int power) {
    double sum = 0;
    long count = 0;
    for (double[][] frame : frames) {
      for (double sample : frame[channel]) {
        sum += Math.pow(sample - centre, power);
        count++;
      }
    }
    return sum / count;
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> frames) {
    Operand<TFloat32> centred = tf.math.sub(frames, constant(tf, means));
    return tf.math.div(centred, constant(tf, deviations));
  }

  @Override
  public double scaled(double sample, int channel) {
    return (sample - means.get(channel)) / deviations.get(channel);
  }

  /** {@code [channel]} */
  private static Operand<TFloat32> constant(Ops tf, List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return tf.constant(Shape.of(floats.length), DataBuffers.of(floats, true, false));
  }
}
