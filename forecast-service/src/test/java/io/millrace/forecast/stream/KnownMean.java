package io.millrace.forecast.stream;

import io.millrace.forecast.models.Forecaster;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** A stand-in for a network over noise around 0, whose mean it misses by a known error. */
final class KnownMean implements Forecaster {

  static final int HORIZON = 4;

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private final Served served;
  private final ToDoubleBiFunction<String, Long> error;
  private int calls;

  /**
   * @param error by variate and second
   */
  KnownMean(
      String model, String version, ToDoubleBiFunction<String, Long> error, String... variates) {
    this.served = new Served(model, version, model, List.of(variates), LEVELS, HORIZON);
    this.error = error;
  }

  @Override
  public Served served() {
    return served;
  }

  @Override
  public Duration step() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int lookback() {
    return 8;
  }

  /** How often it was asked. */
  int calls() {
    return calls;
  }

  @Override
  public List<Outlook> forecast(List<Window> windows, int shape) {
    calls++;
    return windows.stream().map(this::one).toList();
  }

  private Outlook one(Window window) {
    long second = Duration.between(TestStream.START, window.at()).toSeconds();
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    for (String name : served.variates()) {
      double mean = error.applyAsDouble(name, second);
      double[][] quantiles = {filled(mean - 1.28), filled(mean), filled(mean + 1.28)};
      variates.put(name, new VariateOutlook(filled(mean), new double[] {0.1, 0.5, 0.9}, quantiles));
    }
    return new Outlook(served, variates, 0);
  }

  private static double[] filled(double value) {
    double[] leads = new double[HORIZON];
    Arrays.fill(leads, value);
    return leads;
  }
}
