package io.millrace.ingest.http;

import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/**
 * A request to take events, as HTTP hands it over.
 *
 * @param client who sends it
 */
record Request(EventKind kind, HttpHeaders headers, UriInfo uri, InputStream body, String client) {

  private static final String REJECTED = "rejected";

  Optional<String> query(String name) {
    return Optional.ofNullable(uri.getQueryParameters().getFirst(name));
  }

  /**
   * A parameter that must be there.
   *
   * @throws InvalidEventException naming it
   */
  String required(String name) {
    return query(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new InvalidEventException("?" + name, "is missing"));
  }

  MissingIds ids() {
    String key = headers.getHeaderString(DerivedIds.HEADER);
    return key == null ? new RandomIds() : new DerivedIds(client, key);
  }

  /**
   * Whether refused events are filed on their topic, or forgotten as {@code ?rejected=drop} says.
   */
  boolean filesRejected() {
    String wish = query(REJECTED).orElse("file");
    if (!wish.equals("file") && !wish.equals("drop")) {
      throw new InvalidEventException("?" + REJECTED, "must be file or drop, is " + wish);
    }
    return wish.equals("file");
  }
}
