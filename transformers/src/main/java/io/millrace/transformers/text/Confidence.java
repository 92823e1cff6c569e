package io.millrace.transformers.text;

import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How sure an answer is, learnt from answers to texts that were not trained on.
 *
 * @param temperature by which logits are divided so that probabilities are right as often as they
 *     say (<a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017</a>)
 * @param unknownBelow the top probability under which an answer is {@code unknown}
 * @param loss cross-entropy at that temperature
 */
public record Confidence(double temperature, double unknownBelow, double loss) {

  /**
   * @param logits {@code [text][label]}
   * @param truth the label of each text
   */
  public static Confidence of(double[][] logits, int[] truth) {
    double temperature = temperature(logits, truth);
    double[][] probabilities = probabilities(logits, temperature);
    return new Confidence(
        temperature, threshold(probabilities, truth), crossEntropy(logits, truth, temperature));
  }

  /** {@code [text][label]}. */
  public static double[][] probabilities(double[][] logits, double temperature) {
    double[][] probabilities = new double[logits.length][];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = SoftmaxRegression.probabilities(logits[i], temperature);
    }
    return probabilities;
  }

  /** The place of the largest, the first of equals. */
  public static int top(double[] values) {
    int top = 0;
    for (int i = 1; i < values.length; i++) {
      top = values[i] > values[top] ? i : top;
    }
    return top;
  }

  /**
   * A dozen right answers are no proof that none will be wrong: of n texts with k labels the truth
   * counts (n + 1) / (n + k), each other label 1 / (n + k), as if each had been seen once more
   * (Platt 1999, Probabilistic Outputs for Support Vector Machines, section 2.2).
   */
  private static double temperature(double[][] logits, int[] truth) {
    return DoubleStream.iterate(0.3, t -> t < 5, t -> t * 1.02)
        .boxed()
        .min(Comparator.comparing(t -> smoothedCrossEntropy(logits, truth, t)))
        .orElseThrow();
  }

  private static double smoothedCrossEntropy(double[][] logits, int[] truth, double temperature) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double[] probabilities = SoftmaxRegression.probabilities(logits[i], temperature);
      double each = 1.0 / (logits.length + probabilities.length);
      for (int label = 0; label < probabilities.length; label++) {
        double counts = label == truth[i] ? (logits.length + 1) * each : each;
        sum -= counts * Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
      }
    }
    return sum;
  }

  private static double crossEntropy(double[][] logits, int[] truth, double temperature) {
    return IntStream.range(0, logits.length)
        .mapToDouble(
            i -> -Math.log(SoftmaxRegression.probabilities(logits[i], temperature)[truth[i]]))
        .average()
        .orElseThrow();
  }

  /**
   * A wrong label costs an operator as much as a right one brings, and {@code unknown} brings
   * nothing: the threshold with the best sum, the lowest of equals.
   */
  private static double threshold(double[][] probabilities, int[] truth) {
    return DoubleStream.iterate(0, t -> t < 0.9, t -> t + 0.01)
        .boxed()
        .max(
            Comparator.<Double, Double>comparing(t -> worth(probabilities, truth, t))
                .thenComparing(Comparator.reverseOrder()))
        .map(t -> Math.round(t * 100) / 100.0)
        .orElseThrow();
  }

  private static double worth(double[][] probabilities, int[] truth, double threshold) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      int top = top(probabilities[i]);
      if (probabilities[i][top] >= threshold) {
        sum += top == truth[i] ? 1 : -1;
      }
    }
    return sum;
  }
}
