package io.millrace.forecast.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.stream.ClosedStep;
import io.millrace.forecast.stream.StreamListener;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A series that rises by 1 a step, forecast by one who says 0.75, with an interval of ±0.5 a lead
 * around that.
 */
public final class ScoredRamp {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int HORIZON = 4;
  private static final Served SERVED =
      new Served("ramp", "1", "ramp", List.of("a"), List.of(0.1, 0.9), HORIZON);

  private final MeterRegistry registry;
  private final StreamListener listener;

  public ScoredRamp(MeterRegistry registry, StreamListener listener) {
    this.registry = registry;
    this.listener = listener;
  }

  public void run(int steps) {
    HistoryPolicy policy = HistoryPolicy.forLookback(8);
    History history = History.empty();
    Ledger ledger = Ledger.empty();
    for (int i = 0; i < steps; i++) {
      Observation observation =
          new Observation(START.plusSeconds(i), 0, new TreeMap<>(Map.of("a", (double) i)), false);
      history = history.accept(observation, policy).history();
      Window window = history.newestWindow(64, new GapPolicy.Previous(0)).orElse(null);
      if (window != null) {
        Ledger.Scoring scoring = ledger.score(window);
        listener.scored(new ClosedStep("s", Job.OTHERS, window, 0, false), scoring.scored());
        ledger = scoring.ledger().remember(outlook(i), window);
      }
    }
  }

  double gauge(String name, String lead) {
    return registry
        .get("millrace.forecast." + name)
        .tags("model", "ramp", "version", "1", "servedBy", "ramp", "lead", lead)
        .gauge()
        .value();
  }

  private static Outlook outlook(double now) {
    double[] mean = new double[HORIZON];
    double[][] quantiles = new double[2][HORIZON];
    for (int lead = 1; lead <= HORIZON; lead++) {
      mean[lead - 1] = now + 0.75 * lead;
      quantiles[0][lead - 1] = mean[lead - 1] - 0.5 * lead;
      quantiles[1][lead - 1] = mean[lead - 1] + 0.5 * lead;
    }
    VariateOutlook variate = new VariateOutlook(mean, new double[] {0.1, 0.9}, quantiles);
    return new Outlook(SERVED, Map.of("a", variate), 0.9);
  }
}
