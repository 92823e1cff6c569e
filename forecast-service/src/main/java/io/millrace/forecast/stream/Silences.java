package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecasting.alert.AlertRule;
import io.millrace.forecasting.alert.AlertState;
import io.millrace.forecasting.alert.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The silence rules of a task's series.
 *
 * <p>The clock is that of the partition: the newest time of any of its records. Only when the whole
 * partition has been still for a while does the wall clock go on, so that a service that was away,
 * or is behind, takes nobody for silent who spoke meanwhile. A silence that the log shows only
 * afterwards is told all the same, as begun and ended: which alerts there are follows from the log.
 */
final class Silences {

  private static final Duration STILL = Duration.ofSeconds(10);

  private final Stores stores;
  private final SeriesStates states;
  private final Jobs jobs;
  private final Consumer<Alert> telling;
  private final Map<String, Long> heard = new HashMap<>(); // of series with a rule, milliseconds
  private long newest; // record of the partition, milliseconds
  private long stillSince; // wall clock, milliseconds; 0 = not known yet

  Silences(Stores stores, Jobs jobs, Consumer<Alert> telling) {
    this.stores = stores;
    this.states = new SeriesStates(stores);
    this.jobs = jobs;
    this.telling = telling;
  }

  /** Looks anew which series have a rule: jobs may have changed. */
  void watch() {
    heard.clear();
    try (KeyValueIterator<String, Long> all = stores.seen().all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> each = all.next();
        if (!rules(each.key).isEmpty()) {
          heard.put(each.key, each.value);
        }
      }
    }
  }

  /**
   * @param at when a record of the series was appended, in milliseconds
   * @param before when the one before it was; null: there was none
   */
  void heard(String series, long at, @Nullable Long before, long now) {
    newest = Math.max(newest, at);
    stillSince = now;
    List<Silence> rules = rules(series);
    if (rules.isEmpty()) {
      return;
    }
    heard.put(series, at);
    if (before != null) {
      RuleStates deciding = deciding(series);
      for (Silence rule : rules) {
        silent(rule, deciding, before, at);
        if (!deciding.of(rule).equals(AlertState.of(rule))) {
          Instant again = Instant.ofEpochMilli(at);
          deciding.decide(rule, rule.isHeard(deciding.of(rule).memory(), again), again);
        }
      }
      settle(series, deciding);
    }
  }

  /**
   * @param now wall clock, in milliseconds
   */
  void look(long now) {
    if (stillSince == 0) {
      stillSince = now;
    }
    long clock = now - stillSince >= STILL.toMillis() ? Math.max(now, newest) : newest;
    new HashMap<>(heard)
        .forEach(
            (series, last) -> {
              RuleStates deciding = deciding(series);
              rules(series).forEach(rule -> silent(rule, deciding, last, clock));
              settle(series, deciding);
            });
  }

  void forget(String series) {
    heard.remove(series);
  }

  /** Fires when the silence was long enough for it, whenever that is found out. */
  private static void silent(Silence rule, RuleStates deciding, long last, long clock) {
    Instant before = Instant.ofEpochMilli(last);
    Instant from = rule.silentFrom(before);
    Instant fires = from.plus(rule.terms().timing().minimum());
    if (clock >= fires.toEpochMilli() && !deciding.of(rule).isFiring()) {
      deciding.decide(rule, rule.isSilent(deciding.of(rule).memory(), before), from);
      deciding.decide(rule, rule.isSilent(deciding.of(rule).memory(), before), fires);
    }
  }

  private RuleStates deciding(String series) {
    return new RuleStates(
        states.alerts(series),
        (rule, change) -> ToldAlert.of(rule, change, series, Map.of("series", series)));
  }

  private void settle(String series, RuleStates deciding) {
    states.write(series, deciding.states());
    deciding.alerts().forEach(telling);
  }

  private List<Silence> rules(String series) {
    List<Silence> silences = new ArrayList<>();
    for (AlertRule rule : jobs.of(series).rules()) {
      if (rule instanceof Silence silence) {
        silences.add(silence);
      }
    }
    return silences;
  }
}
