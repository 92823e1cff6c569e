package io.millrace.ingest.http;

import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says beside its body. */
@SuppressWarnings("NullAway.Init") // the framework sets what it injects
public class Request {

  private static final String REJECTED = "rejected";

  /** Of the kind, in the path. */
  @PathParam("kind")
  String name;

  @Context HttpHeaders headers;
  @Context UriInfo uri;
  @Context HttpServerRequest http;

  /**
   * @throws NotFoundException if the path names none
   */
  EventKind kind() {
    return EventKind.of(name).orElseThrow(NotFoundException::new);
  }

  HttpHeaders headers() {
    return headers;
  }

  HttpServerRequest http() {
    return http;
  }

  @Nullable String header(String name) {
    return headers.getHeaderString(name);
  }

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

  /**
   * @param client who sends it
   */
  MissingIds ids(String client) {
    String key = header(DerivedIds.HEADER);
    return key == null ? new RandomIds() : new DerivedIds(client, key);
  }

  /** Whether refused events are filed on their topic, or forgotten: {@code ?rejected=drop}. */
  boolean filesRejected() {
    String wish = query(REJECTED).orElse("file");
    if (!wish.equals("file") && !wish.equals("drop")) {
      throw new InvalidEventException("?" + REJECTED, "must be file or drop, is " + wish);
    }
    return wish.equals("file");
  }
}
