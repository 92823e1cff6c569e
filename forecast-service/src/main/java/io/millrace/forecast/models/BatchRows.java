package io.millrace.forecast.models;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.FilledColumn;
import io.millrace.forecasting.Window;
import io.millrace.serving.Covariates;
import io.millrace.serving.ForecastBatch;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Windows as the rows of a model's batch: the variates it forecasts, other variates up to the issue
 * time, and what is known beyond it. A value that stands in for a missing one is marked; where
 * nothing could stand in the model sees the mean of its training rows.
 */
final class BatchRows {

  private final ModelManifest manifest;
  private final List<CalendarFeature> calendar;

  /**
   * @throws InvalidBundleException naming what the model reads that there is not
   */
  BatchRows(ModelBundle bundle) {
    this.manifest = bundle.manifest();
    this.calendar =
        manifest.covariates().calendar().stream().map(name -> feature(bundle, name)).toList();
  }

  private static CalendarFeature feature(ModelBundle bundle, String name) {
    return Arrays.stream(CalendarFeature.values())
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidBundleException(
                    bundle.directory(),
                    "covariates.calendar: expected some of "
                        + Arrays.stream(CalendarFeature.values())
                            .map(CalendarFeature::name)
                            .collect(Collectors.joining(", "))
                        + ", found "
                        + name));
  }

  /** Whether all that the model needs to know ahead was told for this window. */
  boolean isTold(Window window) {
    return manifest.covariates().known().stream()
        .flatMapToDouble(name -> Arrays.stream(window.known(name, manifest.horizon())))
        .noneMatch(Double::isNaN);
  }

  /** Each window is as long as the lookback. */
  ForecastBatch batch(List<Window> windows) {
    ForecastBatch batch = new ForecastBatch(manifest, windows.size());
    for (int row = 0; row < windows.size(); row++) {
      history(batch, row, windows.get(row));
      past(batch, row, windows.get(row));
      known(batch, row, windows.get(row));
      calendar(batch, row, windows.get(row));
    }
    return batch;
  }

  private void history(ForecastBatch batch, int row, Window window) {
    List<Double> means = Objects.requireNonNull(manifest.scaler()).mean();
    for (int v = 0; v < manifest.variates().size(); v++) {
      FilledColumn column = window.column(manifest.variates().get(v));
      for (int step = 0; step < window.length(); step++) {
        double value = column.values()[step];
        batch.history(row, step, v, Double.isNaN(value) ? means.get(v) : value);
        if (column.mask()[step]) {
          batch.filled(row, step, v);
        }
      }
    }
  }

  private void past(ForecastBatch batch, int row, Window window) {
    Covariates covariates = manifest.covariates();
    Scaling scaler = covariates.scaler();
    for (int c = 0; c < covariates.past().size(); c++) {
      FilledColumn column = window.column(covariates.past().get(c));
      for (int step = 0; step < window.length(); step++) {
        double value = column.values()[step];
        double mean = Objects.requireNonNull(scaler).mean().get(c);
        batch.past(row, step, c, Double.isNaN(value) ? mean : value);
      }
    }
  }

  private void known(ForecastBatch batch, int row, Window window) {
    List<String> names = manifest.covariates().known();
    for (int c = 0; c < names.size(); c++) {
      double[] values = window.known(names.get(c), manifest.horizon());
      for (int step = 0; step < values.length; step++) {
        batch.known(row, step, c, values[step]);
      }
    }
  }

  private void calendar(ForecastBatch batch, int row, Window window) {
    long first = window.slot() - window.length() + 1;
    int steps = window.length() + manifest.horizon();
    for (int step = 0; step < steps && !calendar.isEmpty(); step++) {
      for (int f = 0; f < calendar.size(); f++) {
        float value = calendar.get(f).value(window.grid().at(first + step));
        batch.calendar(row, step, f, value);
      }
    }
  }
}
