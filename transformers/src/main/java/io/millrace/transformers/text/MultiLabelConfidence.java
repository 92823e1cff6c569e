package io.millrace.transformers.text;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How sure an answer is where any number of labels may hold, learnt from answers to texts that were
 * not trained on.
 *
 * @param temperature by which logits are divided, of all labels alike
 * @param thresholds the probability from which each label holds: that with the best F1, of equals
 *     the nearest to a half; a half for a label that none of the texts hold
 */
public record MultiLabelConfidence(double temperature, Map<String, Double> thresholds) {

  private static final double HALF = 0.5;

  public MultiLabelConfidence {
    thresholds = Map.copyOf(thresholds);
  }

  /**
   * @param logits {@code [text][label]}
   * @param holds {@code [text][label]}, 1 = the label holds, 0 = it does not
   */
  static MultiLabelConfidence of(List<String> labels, double[][] logits, float[][] holds) {
    double temperature =
        DoubleStream.iterate(0.3, t -> t < 5, t -> t * 1.02)
            .boxed()
            .min(Comparator.comparing(t -> crossEntropy(logits, holds, t)))
            .orElseThrow();
    double[][] probabilities = probabilities(logits, temperature);
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (int label = 0; label < labels.size(); label++) {
      thresholds.put(labels.get(label), threshold(probabilities, holds, label));
    }
    return new MultiLabelConfidence(temperature, thresholds);
  }

  /** The probability from which a label holds. */
  public double threshold(String label) {
    return thresholds.getOrDefault(label, HALF);
  }

  /** {@code [text][label]}. */
  public static double[][] probabilities(double[][] logits, double temperature) {
    double[][] probabilities = new double[logits.length][];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = DoubleStream.of(logits[i]).map(z -> sigmoid(z / temperature)).toArray();
    }
    return probabilities;
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double crossEntropy(double[][] logits, float[][] holds, double temperature) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      for (int label = 0; label < logits[i].length; label++) {
        double towards = holds[i][label] == 1 ? logits[i][label] : -logits[i][label];
        sum += Math.log1p(Math.exp(-towards / temperature));
      }
    }
    return sum;
  }

  private static double threshold(double[][] probabilities, float[][] holds, int label) {
    if (IntStream.range(0, holds.length).noneMatch(i -> holds[i][label] == 1)) {
      return HALF;
    }
    return IntStream.rangeClosed(5, 95)
        .mapToObj(percent -> percent / 100.0)
        .max(
            Comparator.<Double, Double>comparing(t -> f1(probabilities, holds, label, t))
                .thenComparing(t -> -Math.abs(t - HALF)))
        .orElseThrow();
  }

  private static double f1(double[][] probabilities, float[][] holds, int label, double threshold) {
    int right = 0;
    int wrong = 0; // given though it doesn't hold, or held back though it does
    for (int i = 0; i < holds.length; i++) {
      boolean given = probabilities[i][label] >= threshold;
      boolean held = holds[i][label] == 1;
      right += given && held ? 1 : 0;
      wrong += given != held ? 1 : 0;
    }
    return 2.0 * right / (2.0 * right + wrong);
  }
}
