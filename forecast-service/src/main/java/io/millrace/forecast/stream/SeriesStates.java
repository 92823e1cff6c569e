package io.millrace.forecast.stream;

import io.millrace.forecasting.AlertRule;
import io.millrace.forecasting.AlertState;
import io.millrace.forecasting.Challenge;
import io.millrace.forecasting.Ledger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the stores hold of a series beside its history. */
record SeriesStates(Stores stores) {

  SeriesState read(ClosedStep step) {
    Ledger ledger = stores.ledgers().get(step.series());
    Map<String, AlertState> alerts = new HashMap<>();
    for (AlertRule rule : step.job().rules()) {
      AlertState state = stores.alertStates().get(key(step.series(), rule.name()));
      alerts.put(rule.name(), state == null ? AlertState.INITIAL : state);
    }
    return new SeriesState(ledger == null ? Ledger.empty() : ledger, alerts);
  }

  /** How the contest of the series' model stands, if there is one. */
  Optional<Challenge> challenge(String series) {
    return Optional.ofNullable(stores.ledgers().get(series)).flatMap(Ledger::challenge);
  }

  void write(ClosedStep step, SeriesState state) {
    stores.ledgers().put(step.series(), state.ledger());
    state
        .alerts()
        .forEach((rule, alert) -> stores.alertStates().put(key(step.series(), rule), alert));
  }

  private static String key(String series, String rule) {
    return rule + "|" + series;
  }
}
