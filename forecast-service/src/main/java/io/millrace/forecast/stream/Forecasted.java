package io.millrace.forecast.stream;

import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;

/**
 * What is said of a step.
 *
 * @param outlook as it is told
 * @param own the same in the forecaster's own quantiles, before calibration
 * @param shape rows that the network's batch was padded to; 0 = no network was asked
 */
record Forecasted(Outlook outlook, Outlook own, int shape) {

  static Forecasted byNetwork(Outlook own, int shape) {
    return new Forecasted(own, own, shape);
  }

  static Forecasted byNobodysNetwork(Outlook own) {
    return new Forecasted(own, own, 0);
  }

  Forecasted calibrated(Ledger ledger) {
    return new Forecasted(ledger.calibrated(own), own, shape);
  }
}
