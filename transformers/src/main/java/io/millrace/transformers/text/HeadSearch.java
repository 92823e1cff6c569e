package io.millrace.transformers.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Chooses a head's penalty, temperature and {@code unknown} threshold by cross-validation on
 * training texts alone.
 */
final class HeadSearch {

  private static final double[] PENALTIES = {1e-4, 3e-4, 1e-3, 3e-3, 1e-2};

  /**
   * What was chosen.
   *
   * @param logits {@code [text][label]}: of each text from a head that never saw its fold
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Choice(double penalty, Confidence confidence, double[][] logits) {}

  /** Vectors of all texts from an encoder that never saw the texts of one fold. */
  interface Encoding {

    /**
     * @return {@code [text][width]}, each of Euclidean length 1
     */
    double[][] without(int fold);
  }

  private final int[] truth;
  private final int labels;
  private final int[] folds;

  /**
   * @param truth the label of each text, from 0
   * @param folds the fold of each text
   */
  HeadSearch(int[] truth, int labels, int[] folds) {
    this.truth = truth;
    this.labels = labels;
    this.folds = folds;
  }

  /** Of an encoder that saw none of the texts. */
  Choice choose(double[][] vectors) {
    return choose(fold -> vectors);
  }

  Choice choose(Encoding encoding) {
    double[][][] logits = new double[PENALTIES.length][truth.length][]; // [penalty][text][label]
    for (int fold : Arrays.stream(folds).distinct().sorted().toArray()) {
      answer(fold, encoding.without(fold), logits);
    }
    List<Confidence> confidences =
        Arrays.stream(logits).map(each -> Confidence.of(each, truth)).toList();
    int best =
        IntStream.range(0, PENALTIES.length)
            .boxed()
            .min(Comparator.comparing(i -> confidences.get(i).loss()))
            .orElseThrow();
    return new Choice(PENALTIES[best], confidences.get(best), logits[best]);
  }

  SoftmaxRegression fitAll(double[][] vectors, double penalty) {
    return SoftmaxRegression.fit(vectors, truth, labels, penalty);
  }

  private void answer(int fold, double[][] vectors, double[][][] logits) {
    int[] rest = IntStream.range(0, folds.length).filter(i -> folds[i] != fold).toArray();
    double[][] seen = IntStream.of(rest).mapToObj(i -> vectors[i]).toArray(double[][]::new);
    int[] answers = IntStream.of(rest).map(i -> truth[i]).toArray();
    List<SoftmaxRegression> fitted =
        DoubleStream.of(PENALTIES)
            .parallel()
            .mapToObj(penalty -> SoftmaxRegression.fit(seen, answers, labels, penalty))
            .toList();
    for (int p = 0; p < PENALTIES.length; p++) {
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] == fold) {
          logits[p][i] = fitted.get(p).logits(vectors[i]);
        }
      }
    }
  }
}
