package io.millrace.benchmarks.forecast;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What goes into a model of the proofs, and what comes out.
 *
 * @param levels of its quantiles, rising, at least two
 * @param mean of the scaler, the same for each variate
 * @param scale of the scaler
 */
public record ForecastContract(
    String name,
    String version,
    List<String> variates,
    Duration step,
    int lookback,
    int horizon,
    List<Double> levels,
    double mean,
    double scale) {

  public ForecastContract {
    variates = List.copyOf(variates);
    levels = List.copyOf(levels);
  }

  /** Version 1 with an interval of 90 %, of values as they are. */
  public static ForecastContract of(
      String name, List<String> variates, Duration step, int lookback, int horizon) {
    return new ForecastContract(
        name, "1", variates, step, lookback, horizon, List.of(0.05, 0.5, 0.95), 0, 1);
  }

  /** Of values around a mean. */
  public ForecastContract scaled(double around, double deviation) {
    return new ForecastContract(
        name, version, variates, step, lookback, horizon, levels, around, deviation);
  }

  /** Where its bundle lies in a root. */
  public Path bundleIn(Path root) {
    return root.resolve(name).resolve(version);
  }
}
