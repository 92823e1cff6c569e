package io.millrace.transformers.series;

import io.millrace.forecasting.Scaler;
import io.millrace.serving.ForecastBatch;

/** One window of scaled data, put into a batch in its own units. */
record ServedWindow(ForecastData data, WindowExamples windows, int window) {

  void fill(ForecastBatch batch, int row) {
    int lookback = windows.windows().lookback();
    int start = windows.windows().start(window);
    for (int step = 0; step < lookback; step++) {
      fillHistory(batch, row, step, start + step);
      fillPast(batch, row, step, start + step);
    }
    for (int step = 0; step < lookback + windows.windows().horizon(); step++) {
      fillKnown(batch, row, step, start + step);
    }
  }

  private void fillHistory(ForecastBatch batch, int row, int step, int time) {
    ScaledSeries series = windows.series();
    for (int variate = 0; variate < series.variates(); variate++) {
      int at = time * series.variates() + variate;
      batch.history(row, step, variate, data.scaler().unscaled(variate, series.targets()[at]));
      if (series.filled().length > 0 && series.filled()[at]) {
        batch.filled(row, step, variate);
      }
    }
  }

  private void fillPast(ForecastBatch batch, int row, int step, int time) {
    ScaledSeries series = windows.series();
    for (int column = 0; column < series.pastColumns(); column++) {
      float scaled = series.past()[time * series.pastColumns() + column];
      batch.past(row, step, column, data.covariateScaler().unscaled(column, scaled));
    }
  }

  private void fillKnown(ForecastBatch batch, int row, int step, int time) {
    ScaledSeries series = windows.series();
    Scaler scaler = data.covariateScaler();
    int given = data.covariates().known().size();
    for (int column = 0; column < series.knownColumns(); column++) {
      float value = series.known()[time * series.knownColumns() + column];
      if (column < given) {
        batch.known(row, step, column, scaler.unscaled(series.pastColumns() + column, value));
      } else {
        batch.calendar(row, step, column - given, value);
      }
    }
  }
}
