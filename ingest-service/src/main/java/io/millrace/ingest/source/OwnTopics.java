package io.millrace.ingest.source;

import io.millrace.events.Topics;
import java.util.Set;

/** What Millrace writes itself: read as a foreign topic, it would feed itself. */
final class OwnTopics {

  static final Set<String> NAMES =
      Set.of(
          Topics.TEXT_EVENTS,
          Topics.SENSOR_EVENTS,
          Topics.SERIES_EVENTS,
          Topics.INFERENCES,
          Topics.INFERENCES_SHADOW,
          Topics.EMBEDDINGS,
          Topics.FORECASTS,
          Topics.FORECAST_SCORES,
          Topics.FORECAST_DECISIONS,
          Topics.ALERTS,
          Topics.REJECTED_EVENTS,
          Topics.MODEL_RELEASES,
          Topics.FORECAST_JOBS);

  private OwnTopics() {}
}
