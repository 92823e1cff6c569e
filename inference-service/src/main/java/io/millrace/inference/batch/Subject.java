package io.millrace.inference.batch;

import io.millrace.events.Origin;
import java.time.Instant;
import java.util.Map;

/**
 * What an inference says of the event it is about, and what routes look at.
 *
 * @param source or sensor; the record's key
 */
public record Subject(
    String id, String kind, String source, Instant at, Map<String, String> attributes) {

  public Subject {
    attributes = Map.copyOf(attributes);
  }

  boolean isRecorded() {
    return Origin.isRecorded(attributes);
  }
}
