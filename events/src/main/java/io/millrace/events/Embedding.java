package io.millrace.events;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.Arrays;

/**
 * Where a model places one text or frame among all others. Its JSON carries at most six significant
 * digits a number.
 *
 * @param event id of the event that was embedded
 * @param kind {@code text} or {@code sensor}
 * @param source its source or sensor; the record's key
 * @param at the event's instant
 * @param vector copied when made, and not to be written to afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString look into it
public record Embedding(
    String event,
    String kind,
    String source,
    Instant at,
    String model,
    String version,
    @JsonSerialize(using = SixDigitArray.class) double[] vector)
    implements Event {

  public static final int WIDTH_LIMIT = 65_536;

  public Embedding {
    Check.name("event", event);
    Check.kind("kind", kind);
    Check.name("source", source);
    Check.instant("at", at);
    Check.name("model", model);
    Check.name("version", version);
    vector = Check.samples("vector", vector, WIDTH_LIMIT);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.EMBEDDINGS,
        source,
        Envelope.identity(event, model, version),
        "embedding",
        Envelope.INFERENCE,
        at,
        false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && event.equals(that.event)
        && kind.equals(that.kind)
        && source.equals(that.source)
        && at.equals(that.at)
        && model.equals(that.model)
        && version.equals(that.version)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * event.hashCode() + model.hashCode()) + Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "Embedding["
        + kind
        + " "
        + event
        + " of "
        + source
        + " by "
        + model
        + " "
        + version
        + ", width "
        + vector.length
        + "]";
  }
}
