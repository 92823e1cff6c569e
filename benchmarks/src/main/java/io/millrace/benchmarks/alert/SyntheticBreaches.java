package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.QuantileFunction;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process under a forecaster that does not know how sure it is: its interval is the same at every
 * step and lead. Limits, the true spread and the correlation of residuals come from another draw.
 *
 * @param factor of the interval, to what it should be on average
 * @param measured whether the forecaster tells the correlation of its residuals; else it tells none
 * @param share of readings beyond the nearer limits; beyond the farther ones lies one in twenty
 * @param steps that are judged
 */
record SyntheticBreaches(
    BreachProcess process, double factor, boolean measured, double share, int steps, long seed) {

  static final int BEGINNING = 1000;

  private static final int HORIZON = 24;
  private static final int TRAINING = 10_000;
  private static final long TRAINING_SEED = 1_000_003;

  /** The truth costs many paths, and neighbours say nearly the same. */
  private static final int TRUTH_EVERY = 5;

  private static final QuantileFunction NORMAL =
      new QuantileFunction(new double[] {0.1, 0.9}, new double[] {-1.2815516, 1.2815516});

  private static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
  private static final String VARIATE = "value";
  private static final Served SERVED =
      new Served("mean", "1", "mean", List.of(VARIATE), LEVELS, HORIZON);

  /**
   * @param first of the times at which the windows are said to be issued
   */
  BreachRun.Outcome measure(int first) {
    DrawnSeries training = process.draw(TRAINING, seed + TRAINING_SEED);
    Errors errors = Errors.of(process, training);
    DrawnSeries drawn = process.draw(BEGINNING + steps + HORIZON, seed);
    double[][] rows =
        Arrays.stream(drawn.values())
            .mapToObj(value -> new double[] {value})
            .toArray(double[][]::new);
    List<Limit> limits = BreachRun.limits(training.values(), share, 0.05);
    return new BreachRun("drawn", List.of(VARIATE), rows, List.of(limits), BEGINNING)
        .measure(
            step -> Optional.of(outlook(drawn, step, errors)),
            (step, limit, leads) ->
                step % TRUTH_EVERY == 0 ? process.truth(drawn, step, limit, leads) : Double.NaN,
            first);
  }

  private Outlook outlook(DrawnSeries drawn, int step, Errors errors) {
    double[] mean = process.mean(drawn, step, HORIZON);
    double[] levels = LEVELS.stream().mapToDouble(Double::doubleValue).toArray();
    double[][] quantiles = new double[levels.length][];
    Arrays.setAll(
        quantiles,
        level -> {
          double distance = factor * errors.deviation * NORMAL.value(levels[level]);
          return Arrays.stream(mean).map(value -> value + distance).toArray();
        });
    return new Outlook(
        SERVED,
        Map.of(VARIATE, new VariateOutlook(mean, levels, quantiles)),
        measured ? errors.correlation : 0);
  }

  /**
   * Of the forecaster's mean.
   *
   * @param deviation of all leads together
   * @param correlation of neighbouring leads, each in its own deviations, the mean over the horizon
   */
  private record Errors(double deviation, double correlation) {

    static Errors of(BreachProcess process, DrawnSeries training) {
      List<double[]> errors = new ArrayList<>();
      for (int step = 0; step + HORIZON < TRAINING; step += 3) {
        double[] error = process.mean(training, step, HORIZON);
        for (int lead = 1; lead <= HORIZON; lead++) {
          error[lead - 1] = training.values()[step + lead] - error[lead - 1];
        }
        errors.add(error);
      }
      double squares = 0;
      double correlation = 0;
      for (int lead = 0; lead < HORIZON; lead++) {
        squares += product(errors, lead, lead) / HORIZON;
        if (lead > 0) {
          correlation +=
              product(errors, lead - 1, lead)
                  / Math.sqrt(product(errors, lead - 1, lead - 1) * product(errors, lead, lead))
                  / (HORIZON - 1);
        }
      }
      return new Errors(Math.sqrt(squares), correlation);
    }

    private static double product(List<double[]> errors, int one, int other) {
      return errors.stream()
          .mapToDouble(error -> error[one] * error[other])
          .average()
          .orElseThrow();
    }
  }

  @Override
  public String toString() {
    return process + " × " + factor + (measured ? ", correlation told" : "") + ", seed " + seed;
  }
}
