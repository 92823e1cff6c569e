package io.millrace.forecast.http;

import io.millrace.events.Forecast;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.stream.LivePlanner;
import io.millrace.forecast.stream.NaiveSettings;
import io.millrace.forecasting.Window;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a series has come.
 *
 * <pre>
 *   detecting ──► warming (n of m steps) ──► naive
 *                                      └───► model
 * </pre>
 *
 * @param state {@code detecting}: its step is not known yet; {@code warming}: who is to serve it
 *     needs more steps; {@code naive}: seasonal-naive serves it; {@code model}: a model does
 * @param steps while warming: without a break, so far
 * @param needed while warming: of so many
 * @param model while warming: the one that waits, or null if seasonal-naive does; then: the one
 *     that serves
 */
record SeriesState(
    String state,
    @Nullable Integer steps,
    @Nullable Integer needed,
    @Nullable String model,
    @Nullable String version) {

  static final SeriesState DETECTING = new SeriesState("detecting", null, null, null, null);

  /**
   * @param window the unbroken run that ends at the last closed step
   * @param naiveFewest steps that seasonal-naive needs
   */
  static SeriesState of(
      Window window,
      Job job,
      List<Forecaster> forecasters,
      Optional<Forecast> latest,
      int naiveFewest) {
    Optional<Forecast> byModel =
        latest.filter(forecast -> !forecast.servedBy().equals(NaiveSettings.NAME));
    if (byModel.isPresent()) {
      return new SeriesState("model", null, null, byModel.get().model(), byModel.get().version());
    }
    return forecasters.stream()
        .filter(forecaster -> forecaster.step().equals(window.grid().step()))
        .filter(forecaster -> LivePlanner.fits(forecaster, job, variates(window, forecaster)))
        .filter(forecaster -> window.length() < forecaster.lookback())
        .findFirst()
        .map(waits -> warming(window, waits.lookback(), waits.served().model()))
        .orElseGet(() -> naive(window, naiveFewest));
  }

  private static List<String> variates(Window window, Forecaster forecaster) {
    return window.last(forecaster.lookback()).variates();
  }

  private static SeriesState naive(Window window, int fewest) {
    return window.length() < fewest
        ? warming(window, fewest, null)
        : new SeriesState("naive", null, null, null, null);
  }

  private static SeriesState warming(Window window, int needed, @Nullable String model) {
    return new SeriesState("warming", window.length(), needed, model, null);
  }
}
