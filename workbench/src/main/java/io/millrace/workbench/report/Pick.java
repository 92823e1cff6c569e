package io.millrace.workbench.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rule that chooses which windows are shown, so that nobody chooses them by their looks. */
public enum Pick {
  BEST("best"),
  MEDIAN("median"),
  WORST("worst");

  private final String label;

  Pick(String label) {
    this.label = label;
  }

  /**
   * Of equal windows the earlier counts as the better one; of an even number the better of the two
   * middle ones is the median.
   *
   * @param errors the model's, one a window; none is NaN
   * @return positions in {@code errors}
   */
  public static Map<Pick, Integer> among(double[] errors) {
    Checks.check(errors.length > 0, "errors", "one a window", "none");
    Checks.check(
        IntStream.range(0, errors.length).noneMatch(i -> Double.isNaN(errors[i])),
        "errors",
        "a number for each window",
        "NaN");
    List<Integer> ranked =
        IntStream.range(0, errors.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> errors[i]))
            .toList();
    int last = ranked.size() - 1;
    return Map.of(BEST, ranked.get(0), MEDIAN, ranked.get(last / 2), WORST, ranked.get(last));
  }

  @Override
  public String toString() {
    return label;
  }
}
