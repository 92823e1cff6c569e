package io.millrace.events;

import java.util.Set;

/** The names of all topics; {@code deploy/topics.yaml} says how each is laid out. */
public final class Topics {

  /** Acknowledged, and not yet looked at for repeats; as the three that follow, but for that. */
  public static final String TEXT_ACCEPTED = "text-accepted";

  public static final String SENSOR_ACCEPTED = "sensor-accepted";
  public static final String SERIES_ACCEPTED = "series-accepted";
  public static final String TEXT_EVENTS = "text-events";
  public static final String SENSOR_EVENTS = "sensor-events";
  public static final String SERIES_EVENTS = "series-events";
  public static final String INFERENCES = "inferences";

  /** What a shadow release would have said; read by nothing that acts. */
  public static final String INFERENCES_SHADOW = "inferences-shadow";

  public static final String EMBEDDINGS = "embeddings";
  public static final String FORECASTS = "forecasts";

  /** What challengers would have said; read by nothing that acts. */
  public static final String FORECASTS_SHADOW = "forecasts-shadow";

  public static final String FORECAST_SCORES = "forecast-scores";
  public static final String FORECAST_DECISIONS = "forecast-decisions";
  public static final String ALERTS = "alerts";
  public static final String REJECTED_EVENTS = "rejected-events";
  public static final String MODEL_RELEASES = "model-releases";
  public static final String FORECAST_JOBS = "forecast-jobs";

  /** Every one of them. */
  public static final Set<String> ALL =
      Set.of(
          TEXT_ACCEPTED,
          SENSOR_ACCEPTED,
          SERIES_ACCEPTED,
          TEXT_EVENTS,
          SENSOR_EVENTS,
          SERIES_EVENTS,
          INFERENCES,
          INFERENCES_SHADOW,
          EMBEDDINGS,
          FORECASTS,
          FORECASTS_SHADOW,
          FORECAST_SCORES,
          FORECAST_DECISIONS,
          ALERTS,
          REJECTED_EVENTS,
          MODEL_RELEASES,
          FORECAST_JOBS);

  private Topics() {}
}
