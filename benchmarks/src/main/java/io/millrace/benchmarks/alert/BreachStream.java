package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Acceptance;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Window;
import io.millrace.forecasting.alert.AlertEvidence;
import io.millrace.forecasting.alert.BreachAhead;
import io.millrace.forecasting.alert.BreachMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One series under rules, as the service treats it: readings into a history, and at each closed
 * step the ledger scores, calibrates and remembers, and each rule looks ahead with its memory, in
 * and out of its bytes.
 */
final class BreachStream {

  static final Duration STEP = Duration.ofHours(1);

  private static final int LOOKBACK = 96;
  private static final GapPolicy GAPS = new GapPolicy.Previous(5);

  private final String series;
  private final IntFunction<Optional<Outlook>> forecaster;
  private final Taker taker;
  private final List<BreachAhead> rules;
  private final byte[][] memories;
  private final HistoryPolicy policy = HistoryPolicy.forLookback(LOOKBACK).withStep(STEP);
  private History history = History.empty();
  private Ledger ledger = Ledger.empty();

  /** Takes what a rule makes of a step. */
  interface Taker {
    /**
     * @param rule its place among the rules
     */
    void take(int step, int rule, BreachAhead.Foreseen foreseen);
  }

  /**
   * @param forecaster by step
   */
  BreachStream(
      String series,
      IntFunction<Optional<Outlook>> forecaster,
      List<BreachAhead> rules,
      Taker taker) {
    this.series = series;
    this.forecaster = forecaster;
    this.taker = taker;
    this.rules = List.copyOf(rules);
    this.memories = new byte[rules.size()][];
    for (int rule = 0; rule < memories.length; rule++) {
      memories[rule] = rules.get(rule).untaught().toBytes();
    }
  }

  /**
   * @param rows {@code [step][variate]}
   */
  void run(List<String> variates, double[][] rows) {
    for (int step = 0; step < rows.length; step++) {
      Map<String, Double> values = new HashMap<>();
      for (int variate = 0; variate < variates.size(); variate++) {
        values.put(variates.get(variate), rows[step][variate]);
      }
      Instant at = Instant.EPOCH.plus(STEP.multipliedBy(step));
      Acceptance acceptance = history.accept(Observation.of(at, values), policy);
      history = acceptance.history();
      if (acceptance.outcome() instanceof Acceptance.Accepted accepted) {
        accepted.closed().forEach(this::close);
      }
    }
  }

  private void close(long slot) {
    Window window = history.window(slot, policy.context(), GAPS).orElseThrow();
    Ledger.Scoring scoring = ledger.score(window);
    ledger = scoring.ledger();
    Optional<Outlook> served = forecaster.apply((int) slot).map(ledger::calibrated);
    if (served.isPresent()) {
      ledger = ledger.remember(served.get(), window);
    }
    AlertEvidence evidence =
        new AlertEvidence(series, window, scoring.scored(), served, scoring.ledger());
    for (int rule = 0; rule < memories.length; rule++) {
      BreachAhead.Foreseen foreseen =
          rules.get(rule).foresee(BreachMemory.fromBytes(memories[rule]), evidence);
      memories[rule] = foreseen.memory().toBytes();
      taker.take((int) slot, rule, foreseen);
    }
  }
}
