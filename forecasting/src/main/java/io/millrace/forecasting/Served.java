package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.List;

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

  /**
   * The leads that are scored: the first, a quarter, a half and all of the horizon. Each stands for
   * the bucket of leads that ends with it.
   */
  public List<Integer> scoredLeads() {
    List<Integer> leads = new ArrayList<>(4);
    for (int lead : new int[] {1, horizon / 4, horizon / 2, horizon}) {
      if (lead >= 1 && (leads.isEmpty() || lead > leads.get(leads.size() - 1))) {
        leads.add(lead);
      }
    }
    return leads;
  }

  /** Whether it is a model that serves, and not the naive forecaster. */
  boolean isModels() {
    return !servedBy.equals(SeasonalNaive.NAME);
  }

  /** Whether the other is of the same name and shape, so that its calibration says something. */
  boolean succeeds(Served other) {
    return model.equals(other.model)
        && servedBy.equals(other.servedBy)
        && levels.equals(other.levels)
        && horizon == other.horizon;
  }

  /** Whether it is the same version of the same model, whatever the series has. */
  boolean isVersionOf(Served other) {
    return model.equals(other.model) && version.equals(other.version);
  }

  public double[] levelArray() {
    double[] array = new double[levels.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = levels.get(i);
    }
    return array;
  }
}
