package io.millrace.events;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.Instant;
import java.util.Map;

/**
 * A text that somebody or something wrote.
 *
 * @param id identifies the event within its source
 * @param source who wrote it; the record's key
 * @param text 1 to {@value #TEXT_LIMIT} characters
 */
public record TextEvent(
    String id, String source, Instant at, String text, Map<String, String> attributes)
    implements Event {

  public static final int TEXT_LIMIT = 100_000; // characters

  public TextEvent {
    Check.name("id", id);
    Check.name("source", source);
    Check.instant("at", at);
    Check.text("text", text, TEXT_LIMIT);
    attributes = Check.attributes("attributes", attributes);
  }

  /** Where events come in, an id may be given to those without. */
  @JsonCreator
  static TextEvent of(
      @JacksonInject(value = EventReader.ID, useInput = OptBoolean.TRUE) @JsonProperty("id")
          String id,
      @JsonProperty("source") String source,
      @JsonProperty("at") Instant at,
      @JsonProperty("text") String text,
      @JsonProperty("attributes") Map<String, String> attributes) {
    return new TextEvent(id, source, at, text, attributes);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.TEXT_EVENTS, source, id, "text", Envelope.INGEST, at, Origin.isRecorded(attributes));
  }
}
