package io.millrace.workbench.report;

import java.util.List;

/**
 * One variate of a window, in its own units; NaN = missing.
 *
 * @param history oldest first, the last value being that of the issue
 * @param actual {@code [lead − 1]}
 * @param point {@code [lead − 1]}, the mean or median
 * @param bands none, one or two, the widest first
 */
public record FanVariate(
    String variate, double[] history, double[] actual, double[] point, List<Band> bands) {

  public FanVariate {
    Checks.text("variate", variate);
    Checks.check(history.length > 0, "history", "at least one value", "none");
    Checks.check(actual.length > 0, "actual", "at least one lead", "none");
    Checks.length("point", point, actual.length);
    Checks.check(bands.size() <= 2, "bands", "two at most", bands.size());
    for (Band band : bands) {
      Checks.length("band", band.low(), actual.length);
    }
    history = history.clone();
    actual = actual.clone();
    point = point.clone();
    bands = List.copyOf(bands);
  }

  int horizon() {
    return actual.length;
  }
}
