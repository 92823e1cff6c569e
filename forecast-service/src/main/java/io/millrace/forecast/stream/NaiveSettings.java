package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.SeasonalNaive;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What serves a series without a model, or without enough history for it.
 *
 * @param fewest steps that a series must have
 */
public record NaiveSettings(int horizon, List<Double> levels, int fewest) {

  public static final String NAME = SeasonalNaive.NAME;
  private static final String VERSION = "1";

  /** Its errors at neighbouring leads are nearly the same error: the last value was off. */
  private static final double RESIDUAL_CORRELATION = 0.9;

  public NaiveSettings {
    levels = List.copyOf(levels);
  }

  /** With what a job states of its own. */
  NaiveSettings of(Job job) {
    return new NaiveSettings(
        job.horizon().orElse(horizon),
        job.quantiles().isEmpty() ? levels : job.quantiles(),
        fewest);
  }

  /** Of the variates that a model serves, with its horizon and levels. */
  static Outlook inPlaceOf(Served model, Window window, Ledger ledger) {
    return outlook(model.variates(), model.horizon(), model.levels(), window, ledger);
  }

  Optional<Outlook> forecast(Window window, Ledger ledger) {
    if (window.length() < fewest) {
      return Optional.empty();
    }
    return window.variates().isEmpty()
        ? Optional.empty()
        : Optional.of(outlook(window.variates(), horizon, levels, window, ledger));
  }

  private static Outlook outlook(
      List<String> names, int horizon, List<Double> levels, Window window, Ledger ledger) {
    double[] levelArray = levels.stream().mapToDouble(Double::doubleValue).toArray();
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    for (String variate : names) {
      double[] column = window.column(variate).values();
      variates.put(variate, ledger.naive(variate).forecast(column, horizon, levelArray));
    }
    Served served = new Served(NAME, VERSION, NAME, names, levels, horizon);
    return new Outlook(served, variates, RESIDUAL_CORRELATION);
  }
}
