package io.millrace.transformers.series;

import io.millrace.serving.Calibration;
import io.millrace.transformers.training.Trained;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained forecaster and how it did.
 *
 * @param served with the weights of the best epoch
 * @param calibration measured on validation rows; no shifts if there are no quantiles
 * @param scores on test rows, the network first, then its controls
 */
public record TrainedForecast(
    ForecastRecipe recipe,
    ForecastData data,
    Trained trained,
    Fitted served,
    Calibration calibration,
    List<ScoredForecaster> scores) {

  public TrainedForecast {
    scores = List.copyOf(scores);
  }

  /** Of the network's calibrated interval on test rows; null if it has none. */
  public @Nullable IntervalCoverage coverage() {
    return scores.get(0).coverage();
  }

  public int testWindows() {
    return data.test().count();
  }

  /** The leads that are reported one by one: 1, H/4, H/2 and H. */
  public int[] leads() {
    return ForecastMetrics.leads(served.forecaster().horizon());
  }
}
