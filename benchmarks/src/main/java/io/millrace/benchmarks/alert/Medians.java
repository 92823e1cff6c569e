package io.millrace.benchmarks.alert;

import java.util.Arrays;

/** The middle of single results. */
final class Medians {

  private Medians() {}

  static double of(double[] results) {
    double[] sorted = results.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
