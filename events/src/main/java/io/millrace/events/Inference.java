package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a model says about one text or frame.
 *
 * @param event id of the event that was classified
 * @param kind {@code text} or {@code sensor}
 * @param source its source or sensor; the record's key
 * @param at the event's instant
 * @param label the one answer, or the first of several
 * @param scores probability by label
 * @param labels all labels that hold, likeliest first, if they are several; else empty, and then
 *     absent from the JSON
 * @param explanation which parts of the event led to the label, if that was asked for; empty
 *     otherwise, and then absent from the JSON
 */
public record Inference(
    String event,
    String kind,
    String source,
    Instant at,
    String model,
    String version,
    String label,
    Map<String, Double> scores,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> labels,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attribution> explanation)
    implements Event {

  private static final int LABELS_LIMIT = 65_536;
  private static final int PARTS_LIMIT = 65_536;

  public Inference {
    Check.name("event", event);
    Check.kind("kind", kind);
    Check.name("source", source);
    Check.instant("at", at);
    Check.name("model", model);
    Check.name("version", version);
    Check.name("label", label);
    scores = Check.numbers("scores", scores, LABELS_LIMIT);
    labels = Check.optionalList("labels", labels, LABELS_LIMIT);
    labels.forEach(each -> Check.name("labels", each));
    explanation = Check.optionalList("explanation", explanation, PARTS_LIMIT);
  }

  /** One label, unexplained. */
  public Inference(
      String event,
      String kind,
      String source,
      Instant at,
      String model,
      String version,
      String label,
      Map<String, Double> scores) {
    this(event, kind, source, at, model, version, label, scores, List.of(), List.of());
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
