package io.millrace.events;

import java.time.Instant;
import java.util.Map;

/**
 * What a model says about one text or frame.
 *
 * @param event id of the event that was classified
 * @param kind {@code text} or {@code sensor}
 * @param source its source or sensor; the record's key
 * @param at the event's instant
 * @param scores probability by label
 */
public record Inference(
    String event,
    String kind,
    String source,
    Instant at,
    String model,
    String version,
    String label,
    Map<String, Double> scores)
    implements Event {

  private static final int LABELS_LIMIT = 65_536;

  public Inference {
    Check.name("event", event);
    if (!Check.present("kind", kind).equals("text") && !kind.equals("sensor")) {
      throw new InvalidEventException("kind", "must be text or sensor, is " + kind);
    }
    Check.name("source", source);
    Check.instant("at", at);
    Check.name("model", model);
    Check.name("version", version);
    Check.name("label", label);
    scores = Check.numbers("scores", scores, LABELS_LIMIT);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.INFERENCES,
        source,
        Envelope.identity(event, model, version),
        "inference",
        Envelope.INFERENCE,
        at,
        false);
  }
}
