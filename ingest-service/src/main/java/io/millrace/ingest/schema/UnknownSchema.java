package io.millrace.ingest.schema;

import io.millrace.events.EventSchema;
import java.util.stream.Collectors;

/**
 * Says which schemas there are to who asked for another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
record UnknownSchema(String type, String title, int status, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";
  static final int NOT_FOUND = 404;

  static UnknownSchema of(String kind, String version) {
    String known =
        EventSchema.all().stream().map(EventSchema::path).collect(Collectors.joining(", "));
    return new UnknownSchema(
        "about:blank",
        "There is no such schema",
        NOT_FOUND,
        "There is no schema " + kind + " " + version + "; there are " + known + ".");
  }
}
