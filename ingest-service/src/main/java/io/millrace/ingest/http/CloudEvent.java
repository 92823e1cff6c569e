package io.millrace.ingest.http;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.events.StructuredCloudEvent;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the envelope of a CloudEvent says, in which an event says it too: the two must agree.
 *
 * @param id of the event; it has none of its own if its contract has none
 * @param source the event's key: its source, sensor or series
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0</a>
 */
record CloudEvent(String id, String source, Optional<Instant> time) {

  private static final String VERSION_HEADER = "ce-specversion";

  /** Whether a request is one in binary mode. */
  static boolean isIn(HttpHeaders headers) {
    return headers.getHeaderString(VERSION_HEADER) != null;
  }

  /**
   * In binary mode.
   *
   * @throws InvalidEventException naming the header that is missing or wrong
   */
  static CloudEvent of(HttpHeaders headers) {
    String version = headers.getHeaderString(VERSION_HEADER);
    if (!"1.0".equals(version)) {
      throw new InvalidEventException(VERSION_HEADER, "must be 1.0, is " + version);
    }
    return of(name -> Optional.ofNullable(headers.getHeaderString("ce-" + name)), "ce-");
  }

  /** In structured mode, with the event as its data. */
  static CloudEvent of(StructuredCloudEvent event) {
    return of(event::attribute, "");
  }

  private static CloudEvent of(Function<String, Optional<String>> attributes, String prefix) {
    required(attributes, prefix, "type");
    return new CloudEvent(
        required(attributes, prefix, "id"),
        required(attributes, prefix, "source"),
        attributes.apply("time").map(text -> time(prefix + "time", text)));
  }

  private static String required(
      Function<String, Optional<String>> attributes, String prefix, String name) {
    return attributes
        .apply(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new InvalidEventException(prefix + name, "is missing"));
  }

  private static Instant time(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notIso) {
      throw new InvalidEventException(field, "must be an RFC 3339 time, is " + text);
    }
  }

  /**
   * Compares with the event inside.
   *
   * @param ownId of the event, if its contract has one
   * @throws InvalidEventException naming the field of the event that differs
   */
  Event around(Event event, @Nullable String ownId) {
    if (ownId != null) {
      same("id", ownId, id);
    }
    same("source", event.envelope().key(), source);
    time.ifPresent(instant -> same("at", event.envelope().time(), instant));
    return event;
  }

  private static void same(String field, Object inside, Object outside) {
    if (!inside.equals(outside)) {
      throw new InvalidEventException(
          field, "must equal the CloudEvent's, " + outside + ", is " + inside);
    }
  }
}
