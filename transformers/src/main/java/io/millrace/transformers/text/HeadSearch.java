package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.classification.ClassificationScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Chooses a head's penalty, temperature and {@code unknown} threshold by cross-validation on
 * training lines alone, all lines of a template in one fold.
 */
final class HeadSearch {

  private static final int FOLDS = 5;
  private static final double[] PENALTIES = {1e-4, 3e-4, 1e-3, 3e-3, 1e-2};

  /**
   * What was chosen.
   *
   * @param scores of the out-of-fold answers, with that threshold
   */
  record Choice(
      double penalty, double temperature, double unknownBelow, ClassificationScores scores) {}

  private final double[][] vectors; // [line][width]
  private final int[] truth;
  private final List<String> labels;
  private final int[] folds;

  HeadSearch(List<LogLine> lines, double[][] vectors, List<String> labels, long seed) {
    this.vectors = vectors;
    this.labels = labels;
    this.truth = lines.stream().mapToInt(line -> labels.indexOf(line.label())).toArray();
    this.folds = Folds.byTemplate(lines, FOLDS, seed);
  }

  Choice choose() {
    List<double[][]> byPenalty =
        DoubleStream.of(PENALTIES).parallel().mapToObj(this::outOfFold).toList();
    int best =
        IntStream.range(0, PENALTIES.length)
            .boxed()
            .min(Comparator.comparing(i -> bestTemperature(byPenalty.get(i)).loss))
            .orElseThrow();
    double[][] logits = byPenalty.get(best);
    double temperature = bestTemperature(logits).temperature;
    double[][] probabilities = new double[logits.length][];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = SoftmaxRegression.probabilities(logits[i], temperature);
    }
    double threshold = bestThreshold(probabilities);
    return new Choice(PENALTIES[best], temperature, threshold, scores(probabilities, threshold));
  }

  SoftmaxRegression fitAll(double penalty) {
    return SoftmaxRegression.fit(vectors, truth, labels.size(), penalty);
  }

  /** The logits of each line from a head that never saw its template. */
  private double[][] outOfFold(double penalty) {
    double[][] logits = new double[vectors.length][];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      int[] rest = IntStream.range(0, folds.length).filter(i -> folds[i] != held).toArray();
      SoftmaxRegression fitted =
          SoftmaxRegression.fit(
              IntStream.of(rest).mapToObj(i -> vectors[i]).toArray(double[][]::new),
              IntStream.of(rest).map(i -> truth[i]).toArray(),
              labels.size(),
              penalty);
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] == held) {
          logits[i] = fitted.logits(vectors[i]);
        }
      }
    }
    return logits;
  }

  private record Temperature(double temperature, double loss) {}

  private Temperature bestTemperature(double[][] logits) {
    return DoubleStream.iterate(0.3, t -> t < 3, t -> t * 1.02)
        .mapToObj(t -> new Temperature(t, crossEntropy(logits, t)))
        .min(Comparator.comparing(Temperature::loss))
        .orElseThrow();
  }

  private double crossEntropy(double[][] logits, double temperature) {
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
  private double bestThreshold(double[][] probabilities) {
    return DoubleStream.iterate(0, t -> t < 0.9, t -> t + 0.01)
        .boxed()
        .max(
            Comparator.<Double, Double>comparing(t -> worth(probabilities, t))
                .thenComparing(Comparator.reverseOrder()))
        .map(t -> Math.round(t * 100) / 100.0)
        .orElseThrow();
  }

  private double worth(double[][] probabilities, double threshold) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      int top = top(probabilities[i]);
      if (probabilities[i][top] >= threshold) {
        sum += top == truth[i] ? 1 : -1;
      }
    }
    return sum;
  }

  private ClassificationScores scores(double[][] probabilities, double threshold) {
    List<String> expected = IntStream.of(truth).mapToObj(labels::get).toList();
    List<String> answers = new ArrayList<>();
    for (double[] each : probabilities) {
      int top = top(each);
      answers.add(each[top] < threshold ? ModelManifest.UNKNOWN : labels.get(top));
    }
    return ClassificationScores.of(expected, answers);
  }

  static int top(double[] values) {
    int top = 0;
    for (int i = 1; i < values.length; i++) {
      top = values[i] > values[top] ? i : top;
    }
    return top;
  }
}
