package io.millrace.benchmarks.forecast;

import io.millrace.forecasting.Acceptance;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One series as the service treats it: readings into a history, and at each closed step the ledger,
 * in and out of its bytes, scores, calibrates and remembers.
 */
final class CalibratedStream {

  private static final Duration STEP = Duration.ofHours(1);
  private static final int LOOKBACK = 96;

  private static final GapPolicy GAPS = new GapPolicy.Previous(5);

  private final HistoryPolicy policy = HistoryPolicy.forLookback(LOOKBACK).withStep(STEP);
  private final Forecaster forecaster;
  private final Taker taker;
  private History history = History.empty();
  private byte[] state = Ledger.empty().toBytes();

  /** What a forecaster says at a step. */
  interface Forecaster {
    Optional<Outlook> at(int step);
  }

  /** Takes what is served at a step. */
  interface Taker {
    void take(int step, Outlook served);
  }

  CalibratedStream(Forecaster forecaster, Taker taker) {
    this.forecaster = forecaster;
    this.taker = taker;
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
    Ledger ledger = Ledger.fromBytes(state).score(window).ledger();
    Optional<Outlook> served = forecaster.at((int) slot).map(ledger::calibrated);
    if (served.isPresent()) {
      taker.take((int) slot, served.get());
      ledger = ledger.remember(served.get(), window);
    }
    state = ledger.toBytes();
  }
}
