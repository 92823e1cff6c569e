package io.millrace.transformers.classification;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities are right as often as they say.
 *
 * @param bins by the probability of the likeliest label, ascending; empty ones are left out
 * @see <a href="https://arxiv.org/abs/1706.04599">On Calibration of Modern Neural Networks</a>
 */
public record Reliability(List<Bin> bins) {

  private static final int BINS = 10;

  /**
   * Answers of like probability.
   *
   * @param confidence mean probability of the likeliest label
   * @param accuracy share of answers that are right
   */
  public record Bin(int count, double confidence, double accuracy) {}

  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * @param probabilities {@code [item][label]}
   * @param truth the label of each item
   */
  public static Reliability of(double[][] probabilities, int[] truth) {
    int[] count = new int[BINS];
    int[] right = new int[BINS];
    double[] sum = new double[BINS];
    for (int i = 0; i < truth.length; i++) {
      int top = top(probabilities[i]);
      double confidence = probabilities[i][top];
      int bin = Math.min(BINS - 1, (int) (confidence * BINS));
      count[bin]++;
      sum[bin] += confidence;
      right[bin] += top == truth[i] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (count[bin] > 0) {
        bins.add(new Bin(count[bin], sum[bin] / count[bin], (double) right[bin] / count[bin]));
      }
    }
    return new Reliability(bins);
  }

  /** Expected calibration error: the mean distance of confidence from accuracy, over answers. */
  public double error() {
    double items = bins.stream().mapToInt(Bin::count).sum();
    return bins.stream()
        .mapToDouble(bin -> bin.count() / items * Math.abs(bin.confidence() - bin.accuracy()))
        .sum();
  }

  private static int top(double[] values) {
    int top = 0;
    for (int i = 1; i < values.length; i++) {
      top = values[i] > values[top] ? i : top;
    }
    return top;
  }
}
