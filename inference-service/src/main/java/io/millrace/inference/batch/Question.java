package io.millrace.inference.batch;

import io.millrace.events.InvalidEventException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent to a model by hand: a text, or the samples of a frame by channel. */
public record Question(@Nullable String text, @Nullable Map<String, double[]> channels) {

  /** An asked event has no identity, source or time of its own, and none is answered. */
  static final String ID = "question";

  static final String SOURCE = "http";
  static final Instant AT = Instant.EPOCH;

  <V> V require(String field, @Nullable V value) {
    if (value == null) {
      throw new InvalidEventException(field, "is missing");
    }
    return value;
  }

  void refuse(String field, @Nullable Object value, String asked) {
    if (value != null) {
      throw new InvalidEventException(field, "is not for a " + asked);
    }
  }
}
