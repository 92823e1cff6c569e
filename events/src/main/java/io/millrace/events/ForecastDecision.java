package io.millrace.events;

import java.time.Instant;
import java.util.Map;

/**
 * Something that was decided about a series' forecasts. Several of one kind may be made at a time,
 * about models and their variates: where the evidence has a {@code model} and a {@code variate}
 * they are part of its identity.
 *
 * @param decision what: demotion, recovery, promotion, challenger-dropped, skip, step-change, …
 * @param reason one sentence
 * @param evidence text, numbers, truth values, times, lists and objects of them; {@code
 *     origin=recorded} if it follows from recorded points
 */
public record ForecastDecision(
    String series, Instant at, String decision, String reason, Map<String, Object> evidence)
    implements Event {

  private static final int REASON_LIMIT = 4_096; // characters

  public ForecastDecision {
    Check.name("series", series);
    Check.instant("at", at);
    Check.name("decision", decision);
    Check.text("reason", reason, REASON_LIMIT);
    evidence = Evidence.copy("evidence", evidence);
  }

  private String identity() {
    return evidence.get("model") instanceof String model
            && evidence.get("variate") instanceof String variate
        ? Envelope.identity(series, at, decision, model, variate)
        : Envelope.identity(series, at, decision);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.FORECAST_DECISIONS,
        series,
        identity(),
        "forecast-decision",
        Envelope.FORECAST,
        at,
        Origin.isRecorded(evidence));
  }
}
