package io.millrace.transformers.frames;

/**
 * What hidden spans are told by without a network: mean squared errors of scaled samples.
 *
 * @param byMean by the mean of the channel's visible samples in the window
 * @param byLine by a straight line between the visible samples on either side
 */
public record SpanControls(double byMean, double byLine) {

  static SpanControls of(HiddenFrames frames, WindowClassifier network) {
    Sums sums = new Sums();
    for (int example = 0; example < frames.count(); example++) {
      double[][] frame = frames.frame(example);
      boolean[] tokens = frames.hidden(example);
      boolean[] hidden = new boolean[network.length()];
      for (int time = 0; time < hidden.length; time++) {
        hidden[time] = tokens[time / network.embedding().stride()];
      }
      for (int channel = 0; channel < frame.length; channel++) {
        sums.add(scaled(frame[channel], network.input(), channel), hidden);
      }
    }
    return new SpanControls(sums.byMean / sums.count, sums.byLine / sums.count);
  }

  private static double[] scaled(double[] samples, FrameInput input, int channel) {
    double[] scaled = new double[samples.length];
    for (int time = 0; time < scaled.length; time++) {
      scaled[time] = input.scaled(samples[time], channel);
    }
    return scaled;
  }

  private static final class Sums {

    private double byMean;
    private double byLine;
    private long count;

    void add(double[] samples, boolean[] hidden) {
      double mean = mean(samples, hidden);
      for (int time = 0; time < samples.length; time++) {
        if (hidden[time]) {
          byMean += square(samples[time] - mean);
          byLine += square(samples[time] - line(samples, hidden, time));
          count++;
        }
      }
    }

    private static double mean(double[] samples, boolean[] hidden) {
      double sum = 0;
      int visible = 0;
      for (int time = 0; time < samples.length; time++) {
        sum += hidden[time] ? 0 : samples[time];
        visible += hidden[time] ? 0 : 1;
      }
      return sum / visible;
    }

    /** At an end of the window, the nearest visible sample. */
    private static double line(double[] samples, boolean[] hidden, int time) {
      int left = time;
      while (left >= 0 && hidden[left]) {
        left--;
      }
      int right = time;
      while (right < samples.length && hidden[right]) {
        right++;
      }
      if (left < 0 || right == samples.length) {
        return samples[left < 0 ? right : left];
      }
      double share = (double) (time - left) / (right - left);
      return samples[left] + share * (samples[right] - samples[left]);
    }

    private static double square(double x) {
      return x * x;
    }
  }
}
