package io.millrace.forecast.models;

import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Windows of an hourly series: load is the hour of the day, wind 100 more. */
final class HourlyWindows {

  static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

  private HourlyWindows() {}

  /**
   * @param last hour of the first day, the window's last step
   */
  static Window upTo(int last, int lookback) {
    History history = History.empty();
    for (int hour = 0; hour <= last; hour++) {
      history =
          history
              .accept(
                  new Observation(
                      MIDNIGHT.plus(Duration.ofHours(hour)),
                      0,
                      new TreeMap<>(Map.of("load", (double) hour, "wind", 100.0 + hour)),
                      false),
                  HistoryPolicy.forLookback(lookback))
              .history();
    }
    return history.newestWindow(lookback, new GapPolicy.Previous(0)).orElseThrow();
  }
}
