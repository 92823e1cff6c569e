package io.millrace.benchmarks.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The control: a line through the last readings by least squares, drawn on; it breaches if it is
 * beyond the limit anywhere in the window. This is what a rule on {@code predict_linear} of
 * Prometheus does, which looks at the end of the line only.
 *
 * @param ranges steps that the line is fitted to, by lead time
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/#predict_linear">
 *     predict_linear</a>
 */
record LinearExtrapolation(Map<Integer, Integer> ranges) {

  private static final int[] RANGES = {3, 6, 12, 24, 48, 96};

  LinearExtrapolation {
    ranges = Map.copyOf(ranges);
  }

  /** With the ranges that would have served best, by F1, at each lead time of these windows. */
  static LinearExtrapolation best(List<BreachWindow> windows, double[][] rows) {
    Map<Integer, Integer> best = new HashMap<>();
    for (int leads : windows.stream().mapToInt(BreachWindow::leads).distinct().toArray()) {
      List<BreachWindow> some = windows.stream().filter(it -> it.leads() == leads).toList();
      double most = -1;
      for (int range : RANGES) {
        double f1 = Alarms.of(some, window -> breaches(window, rows, range)).f1();
        if (f1 > most) {
          most = f1;
          best.put(leads, range);
        }
      }
    }
    return new LinearExtrapolation(best);
  }

  boolean breaches(BreachWindow window, double[][] rows) {
    return breaches(window, rows, ranges.getOrDefault(window.leads(), RANGES[0]));
  }

  private static boolean breaches(BreachWindow window, double[][] rows, int range) {
    int count = Math.min(range, window.step() + 1);
    double middle = (count - 1) / 2.0;
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += value(window, rows, i) / count;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      products += (middle - i) * (value(window, rows, i) - mean);
      squares += (middle - i) * (middle - i);
    }
    double slope = squares == 0 ? 0 : products / squares;
    double now = mean + slope * middle;
    return window.limit().breachedBy(now + slope)
        || window.limit().breachedBy(now + slope * window.leads());
  }

  private static double value(BreachWindow window, double[][] rows, int stepsBack) {
    return rows[window.step() - stepsBack][window.variate()];
  }
}
