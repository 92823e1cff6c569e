package io.millrace.forecast.models;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.Window;
import io.millrace.serving.Covariates;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Scaling;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model reads beside the variates it forecasts: other variates of the series up to the issue
 * time, and the calendar beyond it.
 */
record CovariateColumns(List<String> past, Scaler scaler, List<CalendarFeature> calendar) {

  static CovariateColumns of(Covariates covariates) {
    Scaling scaling = covariates.scaler();
    List<String> past = covariates.past();
    return new CovariateColumns(
        past,
        scaling == null
            ? new Scaler(past, new double[past.size()], new double[past.size()])
            : ScaledColumns.scaler(past, scaling),
        covariates.calendar().stream().map(CalendarFeature::valueOf).toList());
  }

  /**
   * @throws InvalidBundleException if the model needs what no series brings yet
   */
  static void check(ModelBundle bundle) {
    Covariates covariates = bundle.manifest().covariates();
    if (!covariates.known().isEmpty()) {
      throw new InvalidBundleException(
          bundle.directory(),
          "covariates.known: "
              + covariates.known()
              + " would have to be known over the horizon, which forecast-service cannot read yet");
    }
    for (String feature : covariates.calendar()) {
      if (Arrays.stream(CalendarFeature.values()).noneMatch(it -> it.name().equals(feature))) {
        throw new InvalidBundleException(
            bundle.directory(),
            "covariates.calendar: expected some of "
                + Arrays.stream(CalendarFeature.values())
                    .map(CalendarFeature::name)
                    .collect(Collectors.joining(", "))
                + ", found "
                + feature);
      }
    }
  }

  float[] newPast(int batch, int lookback) {
    return new float[batch * lookback * past.size()];
  }

  float[] newKnown(int batch, int steps) {
    return new float[batch * steps * calendar.size()];
  }

  void fillPast(float[] batch, int row, Window window, int gapLimit) {
    ScaledColumns.fill(batch, row, window, past, scaler, gapLimit);
  }

  /** From the window's first step to the last of the horizon. */
  void fillKnown(float[] batch, int row, Window window, int horizon) {
    int steps = window.length() + horizon;
    long first = window.slot() - window.length() + 1;
    int at = row * steps * calendar.size();
    for (int step = 0; step < steps && !calendar.isEmpty(); step++) {
      Instant time = window.grid().at(first + step);
      for (CalendarFeature feature : calendar) {
        batch[at++] = feature.value(time);
      }
    }
  }
}
