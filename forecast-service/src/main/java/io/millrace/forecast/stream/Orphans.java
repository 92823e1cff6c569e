package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.forecasting.alert.AlertRule;
import io.millrace.forecasting.alert.AlertState;
import io.millrace.forecasting.alert.AlertStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** Ends alerts that nobody looks after any more: their rule was changed or their series is gone. */
record Orphans(KeyValueStore<String, Trail> changes) {

  /**
   * @param alerts to be told
   */
  record Ended(AlertStates left, List<Alert> alerts) {}

  /**
   * @param of the series or source
   * @param rules those that its job has now
   */
  Ended end(String of, AlertStates states, List<AlertRule> rules, Instant at, String why) {
    Map<String, AlertState> left = new HashMap<>();
    List<Alert> alerts = new ArrayList<>();
    states
        .byRule()
        .forEach(
            (name, state) -> {
              if (rules.stream().anyMatch(rule -> rule.name().equals(name) && state.isOf(rule))) {
                left.put(name, state);
              } else if (state.isFiring()) {
                end(name, ToldAlert.key(of, state.watched()), at, why, alerts);
              }
            });
    boolean unchanged = left.size() == states.byRule().size();
    return new Ended(unchanged ? states : new AlertStates(left), alerts);
  }

  private void end(String rule, String key, Instant at, String why, List<Alert> alerts) {
    Trail trail = changes.get(Stores.alertKey(rule, key));
    if (trail != null) {
      Alert last = EventJson.read(Alert.class, trail.last());
      alerts.add(ToldAlert.ended(last, at, why));
    }
  }
}
