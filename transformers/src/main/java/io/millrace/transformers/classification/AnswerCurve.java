package io.millrace.transformers.classification;

import java.util.ArrayList;
import java.util.List;

/**
 * What it brings to answer {@code unknown} when unsure.
 *
 * @param points by rising threshold, from 0
 */
public record AnswerCurve(List<Point> points) {

  private static final int STEPS = 100;

  /**
   * @param threshold the probability under which the answer is {@code unknown}
   * @param answered share of items that are answered
   * @param right share of these answers that are right; NaN if there are none
   */
  public record Point(double threshold, double answered, double right) {}

  public AnswerCurve {
    points = List.copyOf(points);
  }

  /**
   * @param probabilities {@code [item][label]}
   * @param truth the label of each item
   */
  public static AnswerCurve of(double[][] probabilities, int[] truth) {
    List<Point> points = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      points.add(point(probabilities, truth, (double) step / STEPS));
    }
    return new AnswerCurve(points);
  }

  /** At one threshold. */
  public static Point point(double[][] probabilities, int[] truth, double threshold) {
    int answered = 0;
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      double top = Double.NEGATIVE_INFINITY;
      for (double each : probabilities[i]) {
        top = Math.max(top, each);
      }
      if (top >= threshold) {
        answered++;
        right += probabilities[i][truth[i]] == top ? 1 : 0;
      }
    }
    return new Point(
        threshold,
        (double) answered / truth.length,
        answered == 0 ? Double.NaN : (double) right / answered);
  }
}
