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
    List<Confidence> confidences =
        byPenalty.stream().map(logits -> Confidence.of(logits, truth)).toList();
    int best =
        IntStream.range(0, PENALTIES.length)
            .boxed()
            .min(Comparator.comparing(i -> confidences.get(i).loss()))
            .orElseThrow();
    Confidence confidence = confidences.get(best);
    double[][] probabilities =
        Confidence.probabilities(byPenalty.get(best), confidence.temperature());
    double threshold = confidence.unknownBelow();
    return new Choice(
        PENALTIES[best], confidence.temperature(), threshold, scores(probabilities, threshold));
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

  private ClassificationScores scores(double[][] probabilities, double threshold) {
    List<String> expected = IntStream.of(truth).mapToObj(labels::get).toList();
    List<String> answers = new ArrayList<>();
    for (double[] each : probabilities) {
      int top = Confidence.top(each);
      answers.add(each[top] < threshold ? ModelManifest.UNKNOWN : labels.get(top));
    }
    return ClassificationScores.of(expected, answers);
  }
}
