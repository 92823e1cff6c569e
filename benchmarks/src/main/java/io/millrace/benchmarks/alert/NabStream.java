package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Acceptance;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.QuantileFunction;
import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import io.millrace.forecasting.alert.AlertChange;
import io.millrace.forecasting.alert.AlertEvidence;
import io.millrace.forecasting.alert.AlertState;
import io.millrace.forecasting.alert.AlertStates;
import io.millrace.forecasting.alert.AlertTerms;
import io.millrace.forecasting.alert.AlertTiming;
import io.millrace.forecasting.alert.Finding;
import io.millrace.forecasting.alert.Unexpected;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One file as the service treats a series without a model: readings into a history that finds its
 * grid itself, and at each closed step the ledger scores, the rule decides, seasonal-naive
 * forecasts. All state goes through its bytes at every step.
 */
final class NabStream {

  static final String VARIATE = "value";

  private static final int LOOKBACK = 96;
  private static final int HORIZON = 24;
  private static final int FEWEST = 8;
  private static final double RESIDUAL_CORRELATION = .9;
  private static final double[] LEVELS = {.05, .5, .95};
  private static final Served SERVED =
      new Served(
          "seasonal-naive",
          "1",
          "seasonal-naive",
          List.of(VARIATE),
          List.of(LEVELS[0], LEVELS[1], LEVELS[2]),
          HORIZON);
  private static final HistoryPolicy POLICY = HistoryPolicy.forLookback(LOOKBACK);
  private static final GapPolicy GAPS = new GapPolicy.Previous(5);

  private final Unexpected rule;
  private final BitSet firing = new BitSet();
  private final BitSet outside = new BitSet();
  private final List<Told> told = new ArrayList<>();
  private History history = History.empty();
  private byte[] ledger = Ledger.empty().toBytes();
  private byte[] alerts = AlertStates.NONE.toBytes();
  private int mostBytes;

  /**
   * A firing.
   *
   * @param row its first
   */
  record Told(int row, String aspect) {}

  /**
   * @param tail as of the rule
   * @param refractory as of the rule, in readings
   */
  NabStream(double tail, int refractory) {
    rule =
        new Unexpected(
            new AlertTerms("unexpected", "warning", AlertTiming.AT_ONCE),
            VARIATE,
            tail,
            refractory);
  }

  NabStream run(NabFile file) {
    for (int row = 0; row < file.rows().size(); row++) {
      NabFile.Row next = file.rows().get(row);
      Observation observation = Observation.of(next.at(), Map.of(VARIATE, next.value()));
      Acceptance acceptance = history.accept(observation, POLICY);
      history = acceptance.history();
      for (long slot : closed(acceptance)) {
        close(slot, row);
      }
    }
    return this;
  }

  private List<Long> closed(Acceptance acceptance) {
    if (acceptance.outcome() instanceof Acceptance.Regridded regridded) {
      ledger = Ledger.fromBytes(ledger).onAnotherGrid().toBytes();
      return regridded.closed();
    }
    return acceptance.outcome() instanceof Acceptance.Accepted accepted
        ? accepted.closed()
        : List.of();
  }

  private void close(long slot, int row) {
    Window window = history.window(slot, POLICY.context(), GAPS).orElseThrow();
    Ledger.Scoring scoring = Ledger.fromBytes(ledger).score(window);
    scoring.scored().stream()
        .filter(scored -> scored.lead() == 1 && isOutside(scored, window))
        .forEach(scored -> outside.set(row));
    decide(
        new AlertEvidence(VARIATE, window, scoring.scored(), Optional.empty(), scoring.ledger()),
        row);
    ledger = forecast(scoring.ledger(), window).toBytes();
  }

  private static boolean isOutside(Scored scored, Window window) {
    QuantileFunction expected = scored.expected(VARIATE).orElseThrow();
    double actual = window.actual(VARIATE).orElse(Double.NaN);
    return actual < expected.value(LEVELS[0]) || actual > expected.value(LEVELS[2]);
  }

  private void decide(AlertEvidence evidence, int row) {
    AlertState state = AlertStates.fromBytes(alerts).of(rule);
    Finding finding = rule.find(state.memory(), evidence);
    AlertState.Decision decision = state.after(rule, finding, evidence.actuals().at());
    alerts = new AlertStates(Map.of(rule.name(), decision.state())).toBytes();
    mostBytes = Math.max(mostBytes, alerts.length);
    if (decision.change().filter(it -> it.kind() == AlertChange.Kind.BEGAN).isPresent()) {
      firing.set(row);
      told.add(new Told(row, String.valueOf(finding.evidence().get("aspect"))));
    }
  }

  private static Ledger forecast(Ledger ledger, Window window) {
    if (window.length() < FEWEST) {
      return ledger;
    }
    double[] column = window.column(VARIATE).values();
    VariateOutlook outlook = ledger.naive(VARIATE).forecast(column, HORIZON, LEVELS);
    Outlook own = new Outlook(SERVED, Map.of(VARIATE, outlook), RESIDUAL_CORRELATION);
    return ledger.remember(ledger.calibrated(own), window);
  }

  /** The first rows of the firings. */
  BitSet firing() {
    return firing;
  }

  /** The rows outside the calibrated 90 % interval at lead 1. */
  BitSet outside() {
    return outside;
  }

  /** The firings, in order. */
  List<Told> told() {
    return told;
  }

  /** Of the rule's state, the largest. */
  int mostBytes() {
    return mostBytes;
  }
}
