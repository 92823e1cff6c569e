package io.millrace.benchmarks.sensor;

import io.millrace.transformers.frames.FrameShape;
import io.millrace.transformers.frames.LabelledFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up windows of two channels: a slow wave of any phase under noise, and in every other window
 * a transient, a burst of a few samples at a time that is known here and told to nobody.
 */
final class Transients {

  static final String PRESENT = "transient";
  static final String ABSENT = "quiet";
  static final FrameShape SHAPE = new FrameShape(List.of("x", "y"), 100);

  private static final int MARGIN = 5; // samples from either end to the middle of a transient
  private static final double HEIGHT = 5; // deviations of the noise
  private static final double REACH = 1.5; // samples, deviation of the burst's envelope

  private Transients() {}

  /**
   * @param middle of the transient, in samples; −1 = none
   */
  record Window(LabelledFrame frame, int middle) {}

  static List<Window> draw(int count, long seed) {
    Random random = new Random(seed);
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int middle = i % 2 == 0 ? -1 : MARGIN + random.nextInt(SHAPE.samples() - 2 * MARGIN);
      double[][] samples = {channel(random), channel(random)};
      if (middle >= 0) {
        burst(samples, middle, random.nextDouble() * 2 * Math.PI);
      }
      String label = middle < 0 ? ABSENT : PRESENT;
      windows.add(new Window(new LabelledFrame("window " + i, label, samples), middle));
    }
    return windows;
  }

  private static double[] channel(Random random) {
    double phase = random.nextDouble() * 2 * Math.PI;
    double[] samples = new double[SHAPE.samples()];
    for (int time = 0; time < samples.length; time++) {
      samples[time] = Math.sin(phase + time / 8.0) + random.nextGaussian();
    }
    return samples;
  }

  private static void burst(double[][] samples, int middle, double phase) {
    for (int time = middle - MARGIN; time < middle + MARGIN; time++) {
      double away = (time - middle) / REACH;
      double height = HEIGHT * Math.exp(-away * away / 2);
      samples[0][time] += height * Math.cos(phase + 2 * (time - middle));
      samples[1][time] += height * Math.sin(phase + 2 * (time - middle));
    }
  }
}
