package io.millrace.workbench.up;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** One second of a run, as one line. What stems from the recording is in brackets. */
record StatusLine(Duration elapsed, Counts counts, OptionalLong lag) {

  private static final String LONG =
      "%02d:%02d in: text %s, sensor %s, series %s | inferences %d | forecasts %s | scores %s |"
          + " alerts %s | rejected %s | lag %s";

  private static final String SHORT =
      "%02d:%02d in %s/%s/%s inf %d fc %s sc %s alerts %s rej %s lag %s";

  @Override
  public String toString() {
    return written(LONG);
  }

  /** For a terminal of 80 columns; what comes in is text, sensor and series events. */
  String shorter() {
    return written(SHORT);
  }

  private String written(String format) {
    return String.format(
        Locale.ROOT,
        format,
        elapsed.toMinutes(),
        elapsed.toSecondsPart(),
        count(Flow.TEXT_EVENTS),
        count(Flow.SENSOR_EVENTS),
        count(Flow.SERIES_EVENTS),
        inferences(),
        count(Flow.FORECASTS),
        count(Flow.FORECAST_SCORES),
        count(Flow.ALERTS),
        count(Flow.REJECTED_EVENTS),
        lagKnown());
  }

  private long inferences() {
    return counts.total(Flow.TEXT_INFERENCES) + counts.total(Flow.SENSOR_INFERENCES);
  }

  private String lagKnown() {
    return lag.isPresent() ? Long.toString(lag.getAsLong()) : "?";
  }

  private String count(Flow flow) {
    long recorded = counts.recorded(flow);
    return counts.live(flow) + (recorded == 0 ? "" : " (+" + recorded + ")");
  }
}
