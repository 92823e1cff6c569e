package io.millrace.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is expected of a series. Lead {@code i} (from 1) speaks of {@code issuedAt + i × step}.
 *
 * @param issuedAt event time of the last step that was closed when it was computed
 * @param servedBy which forecaster it is: the model, or the naive one in its place
 * @param horizon number of leads
 */
public record Forecast(
    String series,
    Instant issuedAt,
    String model,
    String version,
    String servedBy,
    Duration step,
    int horizon,
    Map<String, VariateForecast> variates,
    Map<String, String> attributes)
    implements Event {

  public Forecast {
    Check.name("series", series);
    Check.instant("issuedAt", issuedAt);
    Check.name("model", model);
    Check.name("version", version);
    Check.name("servedBy", servedBy);
    Check.positive("step", step);
    Check.size("horizon", horizon, 1, VariateForecast.HORIZON_LIMIT, "leads");
    int limit = SeriesEvent.VARIATES_LIMIT;
    Check.size("variates", Check.present("variates", variates).size(), 1, limit, "entries");
    variates = Check.entries("variates", variates, Check::present);
    requireHorizon(variates, horizon);
    attributes = Check.attributes("attributes", attributes);
  }

  private static void requireHorizon(Map<String, VariateForecast> variates, int horizon) {
    variates.forEach(
        (name, forecast) -> {
          if (forecast.mean().length != horizon) {
            throw new InvalidEventException(
                "variates." + name + ".mean",
                "must have " + horizon + " leads, has " + forecast.mean().length);
          }
        });
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.FORECASTS,
        series,
        Envelope.identity(series, issuedAt, version),
        "forecast",
        Envelope.FORECAST,
        issuedAt,
        Origin.isRecorded(attributes));
  }
}
