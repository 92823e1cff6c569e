package io.millrace.benchmarks.alert;

import java.util.List;

/**
 * The control that everyone has: how many standard deviations a value lies from the mean of those
 * before it, as the Numenta Anomaly Benchmark's detector of that name has it. Its window of 6,400
 * rows is longer than any file here, so it holds all of them.
 */
final class WindowedGaussian {

  /** In place of a deviation of 0. */
  private static final double LEAST = 1e-6;

  private WindowedGaussian() {}

  /** By row. */
  static double[] scores(NabFile file) {
    List<NabFile.Row> rows = file.rows();
    double[] scores = new double[rows.size()];
    double mean = 0;
    double squares = 0;
    for (int row = 0; row < scores.length; row++) {
      double value = rows.get(row).value();
      double deviation = row == 0 ? 1 : Math.sqrt(squares / row);
      scores[row] = row == 0 ? 0 : Math.abs(value - mean) / (deviation == 0 ? LEAST : deviation);
      double before = value - mean;
      mean += before / (row + 1);
      squares += before * (value - mean); // B. Welford 1962
    }
    return scores;
  }
}
