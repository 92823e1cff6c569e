package io.millrace.transformers.frames;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The control that a person would write: the mean deviation of a frame between two limits.
 *
 * @param labels by rising mean
 * @param limits between them, ascending
 */
record MeanThresholds(List<String> labels, List<Double> limits) {

  /** Two limits part so many. */
  static final int LABELS = 3;

  private static final int CANDIDATES = 60; // quantiles of the training means that are tried

  /** The pair of limits that is right most often on the frames given. */
  static MeanThresholds fit(List<LabelledFrame> frames) {
    List<String> labels = byRisingMean(frames);
    if (labels.size() != LABELS) {
      throw new IllegalArgumentException("two limits part three labels, not " + labels);
    }
    double[] means = frames.stream().mapToDouble(LabelledFrame::mean).toArray();
    double[] candidates = quantiles(means);
    MeanThresholds best = new MeanThresholds(labels, List.of(0.0, 0.0));
    long mostRight = -1;
    for (double low : candidates) {
      for (double high : candidates) {
        MeanThresholds tried = new MeanThresholds(labels, List.of(low, high));
        long right = high < low ? -1 : tried.right(frames, means);
        if (right > mostRight) {
          mostRight = right;
          best = tried;
        }
      }
    }
    return best;
  }

  String label(LabelledFrame frame) {
    return label(frame.mean());
  }

  private String label(double mean) {
    return labels.get(mean < limits.get(0) ? 0 : mean < limits.get(1) ? 1 : 2);
  }

  private long right(List<LabelledFrame> frames, double[] means) {
    long right = 0;
    for (int i = 0; i < means.length; i++) {
      right += label(means[i]).equals(frames.get(i).label()) ? 1 : 0;
    }
    return right;
  }

  private static List<String> byRisingMean(List<LabelledFrame> frames) {
    return frames.stream()
        .map(LabelledFrame::label)
        .distinct()
        .sorted(Comparator.comparing(label -> median(frames, label)))
        .toList();
  }

  private static double median(List<LabelledFrame> frames, String label) {
    double[] means =
        frames.stream()
            .filter(frame -> frame.label().equals(label))
            .mapToDouble(LabelledFrame::mean)
            .sorted()
            .toArray();
    return means[means.length / 2];
  }

  private static double[] quantiles(double[] means) {
    double[] sorted = means.clone();
    Arrays.sort(sorted);
    return DoubleStream.iterate(0, i -> i < CANDIDATES, i -> i + 1)
        .map(i -> sorted[(int) (i * (sorted.length - 1) / (CANDIDATES - 1))])
        .toArray();
  }
}
