package io.millrace.forecasting;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A forecaster as the ledger knows it: one account for each.
 *
 * @param servedBy what computed the forecast: the model, or the naive forecaster in its place
 * @param levels of its quantiles, rising
 */
public record Served(
    String model,
    String version,
    String servedBy,
    List<String> variates,
    List<Double> levels,
    int horizon) {

  public Served {
    variates = List.copyOf(variates);
    levels = List.copyOf(levels);
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon: must be at least 1, is " + horizon);
    }
  }

  /** The leads that are scored: the first, a quarter, a half and all of the horizon. */
  public List<Integer> scoredLeads() {
    return IntStream.of(1, horizon / 4, horizon / 2, horizon)
        .filter(lead -> lead >= 1)
        .distinct()
        .boxed()
        .toList();
  }

  double[] levelArray() {
    return levels.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
