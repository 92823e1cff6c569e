package io.millrace.benchmarks.forecast;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A process under a forecaster that knows the mean but not how sure it is: its interval is the same
 * at every step and lead, {@code factor} times as wide as the true one is on average at first.
 *
 * @param points judged of each half, after a beginning that is not
 */
record SyntheticCalibration(KnownProcess process, double factor, int points, long seed) {

  static final int BEGINNING = 500;

  private static final int HORIZON = 24;
  private static final List<Double> LEVELS = List.of(0.05, 0.5, 0.95);
  private static final String VARIATE = "value";
  private static final Served SERVED =
      new Served("known-mean", "1", "known-mean", List.of(VARIATE), LEVELS, HORIZON);

  /** One account for each half; the reference is the true interval. */
  List<IntervalAccount> halves() {
    int half = BEGINNING + points;
    double[] levels = LEVELS.stream().mapToDouble(Double::doubleValue).toArray();
    int[] ends = SERVED.scoredLeads().stream().mapToInt(Integer::intValue).toArray();
    KnownSeries series = process.draw(half, HORIZON, levels, seed);
    List<IntervalAccount> accounts =
        List.of(
            new IntervalAccount(BEGINNING, half, ends, levels),
            new IntervalAccount(half + BEGINNING, 2 * half, ends, levels));
    double[] distances = distances(series);
    new CalibratedStream(
            step -> Optional.of(outlook(series.means()[step], levels, distances)),
            (step, served) -> accounts.forEach(account -> judge(account, series, step, served)))
        .run(
            List.of(VARIATE),
            Arrays.stream(series.values())
                .mapToObj(value -> new double[] {value})
                .toArray(double[][]::new));
    return accounts;
  }

  /** By level, from the mean. */
  private double[] distances(KnownSeries series) {
    double[] distances = new double[LEVELS.size()];
    for (double[] unit : series.unit()) {
      for (int level = 0; level < distances.length; level++) {
        distances[level] += factor * unit[level] / series.unit().length;
      }
    }
    return distances;
  }

  private static Outlook outlook(double[] mean, double[] levels, double[] distances) {
    double[][] quantiles = new double[levels.length][];
    Arrays.setAll(
        quantiles, level -> Arrays.stream(mean).map(value -> value + distances[level]).toArray());
    return new Outlook(SERVED, Map.of(VARIATE, new VariateOutlook(mean, levels, quantiles)), 0);
  }

  private static void judge(IntervalAccount account, KnownSeries series, int step, Outlook served) {
    double[][] quantiles = Objects.requireNonNull(served.variates().get(VARIATE)).quantiles();
    for (int lead = 1; lead <= HORIZON && step + lead < series.values().length; lead++) {
      int at = lead - 1;
      account.add(
          step + lead,
          lead,
          series.values()[step + lead],
          Arrays.stream(quantiles).mapToDouble(quantile -> quantile[at]).toArray(),
          series.quantiles(step, lead),
          1);
    }
  }

  @Override
  public String toString() {
    return process + " × " + factor + " seed " + seed;
  }
}
