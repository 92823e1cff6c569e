package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.forecasting.alert.AlertChange;
import io.millrace.forecasting.alert.AlertRule;
import io.millrace.forecasting.alert.AlertState;
import io.millrace.forecasting.alert.AlertStates;
import io.millrace.forecasting.alert.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The alerts of one series or source while its rules decide. */
final class RuleStates {

  private final BiFunction<AlertRule, AlertChange, Alert> telling;
  private final Map<String, AlertState> states;
  private final List<Alert> alerts = new ArrayList<>();

  RuleStates(AlertStates states, BiFunction<AlertRule, AlertChange, Alert> telling) {
    this.telling = telling;
    this.states = new HashMap<>(states.byRule());
  }

  AlertState of(AlertRule rule) {
    return states().of(rule);
  }

  /** One step further with what a rule has found. */
  void decide(AlertRule rule, Finding finding, Instant at) {
    AlertState.Decision decision = of(rule).after(rule, finding, at);
    states.put(rule.name(), decision.state());
    decision.change().ifPresent(change -> alerts.add(telling.apply(rule, change)));
  }

  AlertStates states() {
    return new AlertStates(states);
  }

  /** To be told, in this order. */
  List<Alert> alerts() {
    return alerts;
  }
}
