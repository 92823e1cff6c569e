package io.millrace.transformers.series;

import io.millrace.forecasting.LeadErrors;
import io.millrace.forecasting.LeadMeans;
import io.millrace.forecasting.Metrics;
import io.millrace.forecasting.Scaler;

/** The running errors of one forecaster over the windows of a part. */
final class Account {

  private final WindowExamples windows;
  private final Scaler scaler;
  private final LeadErrors errors;
  private final LeadMeans smape;

  Account(WindowExamples windows, Scaler scaler) {
    this.windows = windows;
    this.scaler = scaler;
    errors = new LeadErrors(windows.windows().horizon(), windows.variates());
    smape = new LeadMeans(windows.windows().horizon(), windows.variates());
  }

  LeadErrors errors() {
    return errors;
  }

  double smape() {
    return smape.mean();
  }

  /**
   * Takes every {@code stride}-th forecast from {@code offset} on.
   *
   * @param forecasts {@code [horizon, variates, stride]}, scaled
   */
  void add(int window, float[] forecasts, int stride, int offset) {
    for (int i = 0; i < forecasts.length / stride; i++) {
      int lead = i / windows.variates() + 1;
      int variate = i % windows.variates();
      add(window, lead, variate, forecasts[i * stride + offset]);
    }
  }

  void add(int window, int lead, int variate, double forecast) {
    if (!windows.isObserved(window, lead, variate)) {
      return;
    }
    float actual = windows.actual(window, lead, variate);
    errors.add(lead, variate, actual, forecast);
    smape.add(
        lead,
        variate,
        Metrics.smape(scaler.unscaled(variate, actual), scaler.unscaled(variate, forecast)));
  }
}
