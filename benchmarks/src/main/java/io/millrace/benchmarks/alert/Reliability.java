package io.millrace.benchmarks.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Whether what was said with a probability came true so often: one bin about each of 10, 30, 50, 70
 * and 90 %, with the windows whose probability lies within {@value #HALF_WIDTH} of it.
 */
record Reliability(List<Bin> bins) {

  static final double[] LEVELS = {0.1, 0.3, 0.5, 0.7, 0.9};
  static final double HALF_WIDTH = 0.05;

  private static final int BOOTSTRAPS = 500;
  private static final long BOOTSTRAP_SEED = 7;

  Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * @param stated mean of what was said
   * @param observed share that came true
   * @param error standard error of their difference, from blocks of neighbouring steps
   */
  record Bin(int windows, double stated, double observed, double error) {

    /** How far the observed share lies from what was said; endless without any window. */
    double distance() {
      return windows == 0 ? Double.POSITIVE_INFINITY : Math.abs(observed - stated);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.0f→%.0f ± %.0f", 100 * stated, 100 * observed, 100 * error);
    }
  }

  /**
   * @param said the probability that is judged
   * @param block steps of one that the bootstrap draws
   */
  static Reliability of(
      List<BreachWindow> windows, ToDoubleFunction<BreachWindow> said, int block) {
    List<Bin> bins = new ArrayList<>();
    for (double level : LEVELS) {
      bins.add(
          bin(
              windows.stream()
                  .filter(window -> Math.abs(said.applyAsDouble(window) - level) < HALF_WIDTH)
                  .toList(),
              said,
              block));
    }
    return new Reliability(bins);
  }

  private static Bin bin(
      List<BreachWindow> windows, ToDoubleFunction<BreachWindow> said, int block) {
    int blocks = 1 + windows.stream().mapToInt(BreachWindow::when).max().orElse(0) / block;
    double[] excess = new double[blocks];
    int[] counts = new int[blocks];
    double stated = 0;
    double observed = 0;
    for (BreachWindow window : windows) {
      double probability = said.applyAsDouble(window);
      stated += probability / windows.size();
      observed += window.breached() ? 1.0 / windows.size() : 0;
      excess[window.when() / block] += (window.breached() ? 1 : 0) - probability;
      counts[window.when() / block]++;
    }
    return new Bin(windows.size(), stated, observed, error(excess, counts));
  }

  /** Of the mean excess, from whole blocks drawn with replacement. */
  private static double error(double[] excess, int[] counts) {
    Random random = new Random(BOOTSTRAP_SEED);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < BOOTSTRAPS; i++) {
      double drawnExcess = 0;
      int drawn = 0;
      for (int k = 0; k < excess.length; k++) {
        int block = random.nextInt(excess.length);
        drawnExcess += excess[block];
        drawn += counts[block];
      }
      double mean = drawn == 0 ? 0 : drawnExcess / drawn;
      sum += mean;
      squares += mean * mean;
    }
    double mean = sum / BOOTSTRAPS;
    return Math.sqrt(Math.max(0, squares / BOOTSTRAPS - mean * mean));
  }

  double farthest() {
    return bins.stream().mapToDouble(Bin::distance).max().orElseThrow();
  }

  int windows() {
    return bins.stream().mapToInt(Bin::windows).sum();
  }

  int fewest() {
    return bins.stream().mapToInt(Bin::windows).min().orElseThrow();
  }

  @Override
  public String toString() {
    return String.join(", ", bins.stream().map(Bin::toString).toList()) + " %";
  }
}
