package io.millrace.forecast.stream;

import io.millrace.forecasting.Challenge;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.alert.AlertStates;
import java.util.Optional;

/** What the stores hold of a series beside its history. */
record SeriesStates(Stores stores) {

  SeriesState read(String series) {
    Ledger ledger = stores.ledgers().get(series);
    return new SeriesState(ledger == null ? Ledger.empty() : ledger, alerts(series));
  }

  AlertStates alerts(String series) {
    AlertStates alerts = stores.alerts().get(series);
    return alerts == null ? AlertStates.NONE : alerts;
  }

  void write(String series, SeriesState state) {
    stores.ledgers().put(series, state.ledger());
    write(series, state.alerts());
  }

  void write(String series, AlertStates alerts) {
    if (!alerts.equals(alerts(series))) {
      stores.alerts().put(series, alerts);
    }
  }

  /** How the contest of the series' model stands, if there is one. */
  Optional<Challenge> challenge(String series) {
    return Optional.ofNullable(stores.ledgers().get(series)).flatMap(Ledger::challenge);
  }
}
