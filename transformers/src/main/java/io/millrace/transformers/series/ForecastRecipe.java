package io.millrace.transformers.series;

import io.millrace.forecasting.Split;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that decides how a forecaster is trained and judged, but for the data.
 *
 * @param season steps of seasonal-naive and of MASE
 * @param intervals levels of the quantiles that a forecaster of means gets from validation
 *     residuals; empty = none
 * @param hidden of training windows, so that it learns to read a mask; null = it reads none
 */
public record ForecastRecipe(
    Candidate candidate,
    SeriesCovariates covariates,
    Protocol protocol,
    int season,
    List<Double> intervals,
    @Nullable HiddenValues hidden) {

  public ForecastRecipe {
    intervals = List.copyOf(intervals);
  }

  /** Of a forecaster that reads no mask. */
  public ForecastRecipe(
      Candidate candidate,
      SeriesCovariates covariates,
      Protocol protocol,
      int season,
      List<Double> intervals) {
    this(candidate, covariates, protocol, season, intervals, null);
  }

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
