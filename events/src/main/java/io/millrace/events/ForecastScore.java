package io.millrace.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the forecasts of a series have fared, by variate and lead.
 *
 * @param at event time of the newest actual that was scored
 * @param servedBy the forecaster that these scores judge
 */
public record ForecastScore(
    String series,
    Instant at,
    String model,
    String version,
    String servedBy,
    Map<String, List<LeadScore>> variates,
    Map<String, String> attributes)
    implements Event {

  public ForecastScore {
    Check.name("series", series);
    Check.instant("at", at);
    Check.name("model", model);
    Check.name("version", version);
    Check.name("servedBy", servedBy);
    variates = Check.entries("variates", variates, Check::list);
    attributes = Check.attributes("attributes", attributes);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.FORECAST_SCORES,
        series,
        Envelope.identity(series, at, model, version, servedBy),
        "forecast-score",
        Envelope.FORECAST,
        at,
        Origin.isRecorded(attributes));
  }
}
