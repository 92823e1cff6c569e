package io.millrace.ingest;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Requests that are refused before any event is read get a problem detail too. */
class RefusedRequests {

  private static final Receipt NOTHING = new Receipt(0, 0, List.of());

  @ServerExceptionMapper
  Response mediaType(NotSupportedException refused) {
    return Problem.of(
        Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode(),
        "The media type is not supported",
        "Content-Type must be application/json or " + EventsResource.NDJSON + ".",
        NOTHING);
  }

  @ServerExceptionMapper
  Response path(NotFoundException refused) {
    return Problem.of(
        Status.NOT_FOUND.getStatusCode(),
        "There is nothing at this path",
        "Events go to /events/text, /events/sensor or /events/series.",
        NOTHING);
  }
}
