package io.millrace.transformers.series;

import io.millrace.forecasting.Split;
import io.millrace.transformers.training.TrainingPlan;
import java.time.Duration;

/**
 * All that decides how a forecaster is trained and judged, but for the data.
 *
 * @param quantileWeight of pinball loss beside the squared error of the mean
 * @param season steps of seasonal-naive and of MASE
 */
public record ForecastRecipe(
    Forecaster forecaster, float quantileWeight, TrainingPlan plan, Protocol protocol, int season) {

  /** Where training, validation and test rows lie. */
  public enum Protocol {
    /** 12, 4 and 4 months. */
    ETT,
    /** 70, 10 and 20 %. */
    RATIO;

    public Split split(int rows, Duration step, int lookback) {
      return this == ETT ? Split.ett(rows, step, lookback) : Split.ratio(rows, lookback);
    }
  }
}
