package io.millrace.forecast.stream;

import io.millrace.forecast.models.Forecaster;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A stand-in for a network: the window's first and last value, drawn on. */
final class DriftForecaster implements Forecaster {

  static final int LOOKBACK = 10;
  static final int HORIZON = 8;
  static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private final Served served;
  private final boolean parts;
  private final List<Integer> batches = new ArrayList<>();

  DriftForecaster(String model, String... variates) {
    this(false, model, variates);
  }

  /** One that can take its mean apart: a season of 0.25 above and below the trend by turns. */
  static DriftForecaster inParts(String model, String... variates) {
    return new DriftForecaster(true, model, variates);
  }

  private DriftForecaster(boolean parts, String model, String... variates) {
    this.parts = parts;
    served = new Served(model, "1", model, List.of(variates), LEVELS, HORIZON);
  }

  @Override
  public Served served() {
    return served;
  }

  @Override
  public Duration step() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int lookback() {
    return LOOKBACK;
  }

  /** Windows of each call. */
  List<Integer> batches() {
    return batches;
  }

  @Override
  public List<Outlook> forecast(List<Window> windows, int shape) {
    batches.add(windows.size());
    return windows.stream().map(window -> one(window, outlook -> outlook)).toList();
  }

  @Override
  public boolean hasParts() {
    return parts;
  }

  @Override
  public List<Outlook> forecastParts(List<Window> windows, int shape) {
    batches.add(windows.size());
    return windows.stream().map(window -> one(window, DriftForecaster::apart)).toList();
  }

  private Outlook one(Window window, UnaryOperator<VariateOutlook> told) {
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    for (String name : served.variates()) {
      variates.put(name, told.apply(drawnOn(window.column(name).values())));
    }
    return new Outlook(served, variates, 0.5);
  }

  private static VariateOutlook apart(VariateOutlook whole) {
    double[] season = new double[HORIZON];
    double[] trend = new double[HORIZON];
    for (int h = 0; h < HORIZON; h++) {
      season[h] = h % 2 == 0 ? 0.25 : -0.25;
      trend[h] = whole.mean()[h] - season[h];
    }
    return new VariateOutlook(whole.mean(), whole.levels(), whole.quantiles(), trend, season);
  }

  static VariateOutlook drawnOn(double[] column) {
    double last = column[column.length - 1];
    double slope = (last - column[0]) / (column.length - 1);
    if (Double.isNaN(slope)) {
      throw new IllegalArgumentException("the window has a hole");
    }
    double[] mean = new double[HORIZON];
    double[][] quantiles = new double[LEVELS.size()][HORIZON];
    for (int h = 0; h < HORIZON; h++) {
      mean[h] = last + slope * (h + 1);
      quantiles[0][h] = mean[h] - 0.5;
      quantiles[1][h] = mean[h];
      quantiles[2][h] = mean[h] + 0.5;
    }
    return new VariateOutlook(mean, new double[] {0.1, 0.5, 0.9}, quantiles);
  }
}
