package io.millrace.benchmarks.forecast;

import io.millrace.events.Forecast;
import io.millrace.events.VariateForecast;
import io.millrace.forecasting.LeadErrors;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Windows;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of streamed forecasts over test windows, in scaled units: of the first forecast of
 * each window, if the model made it.
 */
final class StreamedErrors {

  private final String model;
  private final SeriesTable table;
  private final Windows windows;
  private final Scaler scaler;
  private final LeadErrors errors;
  private final Map<Instant, Integer> byIssue = new HashMap<>(); // window
  private final BitSet seen = new BitSet();
  private int doubled;
  private int byOthers;

  /**
   * @param model by name
   * @param scaler in which a network was trained
   */
  StreamedErrors(String model, SeriesTable table, Windows windows, Scaler scaler) {
    this.model = model;
    this.table = table;
    this.windows = windows;
    this.scaler = scaler;
    this.errors = new LeadErrors(windows.horizon(), table.variates().size());
    for (int window = 0; window < windows.count(); window++) {
      byIssue.put(table.times().get(windows.issue(window) - 1), window);
    }
  }

  void add(Forecast forecast) {
    Integer window = byIssue.get(forecast.issuedAt());
    if (window == null) {
      return;
    }
    doubled += seen.get(window) ? 1 : 0;
    if (isByTheModel(forecast) && !seen.get(window)) {
      add(window, forecast);
    } else {
      byOthers += isByTheModel(forecast) ? 0 : 1;
    }
    seen.set(window);
  }

  private boolean isByTheModel(Forecast forecast) {
    return forecast.model().equals(model)
        && forecast.version().equals(StreamedModel.VERSION)
        && forecast.servedBy().equals(model);
  }

  private void add(int window, Forecast forecast) {
    List<String> variates = table.variates();
    for (int variate = 0; variate < variates.size(); variate++) {
      VariateForecast one = forecast.variates().get(variates.get(variate));
      if (one == null) {
        throw new IllegalStateException(forecast.issuedAt() + ": no " + variates.get(variate));
      }
      for (int lead = 1; lead <= windows.horizon(); lead++) {
        double actual = table.rows()[windows.issue(window) + lead - 1][variate];
        errors.add(lead, variate, scaled(variate, actual), scaled(variate, one.mean()[lead - 1]));
      }
    }
  }

  /** In double: a float would round what the topic's six digits have rounded already. */
  private double scaled(int variate, double value) {
    return (value - scaler.mean()[variate]) / scaler.scale()[variate];
  }

  LeadErrors errors() {
    return errors;
  }

  int missing() {
    return windows.count() - seen.cardinality();
  }

  int doubled() {
    return doubled;
  }

  /** Windows that something else than the model forecast. */
  int byOthers() {
    return byOthers;
  }

  int seen() {
    return seen.cardinality();
  }
}
