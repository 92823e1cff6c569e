package io.millrace.transformers.series;

import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.Split;
import io.millrace.transformers.training.Trained;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained forecaster and how it did.
 *
 * @param calibration measured on validation rows; no shifts if there are no quantiles
 * @param scores on test rows, the network first, then its controls
 * @param coverage on test rows, calibrated; null if there are no quantiles
 */
public record TrainedForecast(
    ForecastRecipe recipe,
    Trained trained,
    Scaler scaler,
    Split split,
    QuantileCalibration calibration,
    List<ScoredForecaster> scores,
    @Nullable IntervalCoverage coverage,
    int testWindows) {

  public TrainedForecast {
    scores = List.copyOf(scores);
  }

  /** The leads that are reported one by one: 1, H/4, H/2 and H. */
  public int[] leads() {
    return ForecastMetrics.leads(recipe.forecaster().horizon());
  }
}
