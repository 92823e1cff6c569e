package io.millrace.workbench.up;

import io.millrace.events.Topics;
import java.util.Set;

/** What is counted: a topic, or one kind of event on it. */
enum Flow {
  TEXT_EVENTS(Topics.TEXT_EVENTS, Set.of(Source.TEXT)),
  SENSOR_EVENTS(Topics.SENSOR_EVENTS, Set.of(Source.FRAMES)),
  SERIES_EVENTS(Topics.SERIES_EVENTS, Set.of(Source.HOST, Source.RECORDED)),
  TEXT_INFERENCES(Topics.INFERENCES + " (text)", Set.of(Source.TEXT)),
  SENSOR_INFERENCES(Topics.INFERENCES + " (sensor)", Set.of(Source.FRAMES)),
  FORECASTS(Topics.FORECASTS, Set.of(Source.HOST, Source.RECORDED)),
  FORECAST_SCORES(Topics.FORECAST_SCORES, Set.of(Source.HOST, Source.RECORDED)),
  ALERTS(Topics.ALERTS, Set.of()),
  REJECTED_EVENTS(Topics.REJECTED_EVENTS, Set.of());

  private final String label;
  private final Set<Source> expectedFrom;

  Flow(String label, Set<Source> expectedFrom) {
    this.label = label;
    this.expectedFrom = expectedFrom;
  }

  String label() {
    return label;
  }

  /** Whether zero of it is a failure when these sources are on. */
  boolean expected(Set<Source> sources) {
    return expectedFrom.stream().anyMatch(sources::contains);
  }

  /** Services log much while they start and may be silent for a minute after. */
  boolean isOfLogs() {
    return this == TEXT_EVENTS || this == TEXT_INFERENCES;
  }
}
