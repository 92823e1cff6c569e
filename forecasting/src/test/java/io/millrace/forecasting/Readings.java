package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A series of one step a second, read in order; each reading gives the steps that it closes. */
public final class Readings {

  public static final int LONGEST_WINDOW = 50;

  private static final GapPolicy GAPS = new GapPolicy.Previous(5);

  private final HistoryPolicy policy =
      HistoryPolicy.forLookback(LONGEST_WINDOW).withStep(Duration.ofSeconds(1));
  private History history = History.empty();

  public List<Window> read(long second, Map<String, Double> values) {
    Observation reading = Observation.of(Instant.ofEpochSecond(second), values);
    Acceptance acceptance = history.accept(reading, policy);
    history = acceptance.history();
    List<Window> closed = new ArrayList<>();
    for (long slot : ((Acceptance.Accepted) acceptance.outcome()).closed()) {
      closed.add(history.window(slot, LONGEST_WINDOW, GAPS).orElseThrow());
    }
    return closed;
  }
}
