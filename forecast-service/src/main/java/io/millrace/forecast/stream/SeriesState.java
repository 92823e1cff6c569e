package io.millrace.forecast.stream;

import io.millrace.forecasting.AlertState;
import io.millrace.forecasting.Ledger;
import java.util.Map;

/**
 * What is remembered of a series beside its history.
 *
 * @param alerts by name of the rule
 */
record SeriesState(Ledger ledger, Map<String, AlertState> alerts) {

  SeriesState {
    alerts = Map.copyOf(alerts);
  }
}
