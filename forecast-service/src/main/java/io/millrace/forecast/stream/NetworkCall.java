package io.millrace.forecast.stream;

import io.millrace.forecast.models.Forecaster;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Window;
import java.util.List;

/**
 * How a network is run; steps that are to be served alike share a call. Reading further outputs may
 * change the last bits of all of them, so whether parts are read follows from a step's own job, not
 * from the company that it has in its pass: a replay has other company.
 *
 * @param shape rows that it is padded to; 0 = whichever suits
 * @param parts whether trend and season are read too
 */
record NetworkCall(Forecaster forecaster, int shape, boolean parts) {

  static NetworkCall of(Plan.Serve serve, ClosedStep step) {
    Forecaster forecaster = serve.forecaster();
    return new NetworkCall(forecaster, serve.shape(), step.job().parts() && forecaster.hasParts());
  }

  NetworkCall of(int rows) {
    return new NetworkCall(forecaster, rows, parts);
  }

  /**
   * @return by step
   */
  List<Outlook> forecast(List<ClosedStep> steps) {
    List<Window> windows =
        steps.stream().map(step -> step.window().last(forecaster.lookback())).toList();
    return parts ? forecaster.forecastParts(windows, shape) : forecaster.forecast(windows, shape);
  }
}
