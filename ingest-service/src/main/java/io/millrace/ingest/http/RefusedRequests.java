package io.millrace.ingest.http;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Requests that are refused before any event is read get a problem detail too. */
class RefusedRequests {

  @ServerExceptionMapper
  Response mediaType(NotSupportedException refused) {
    return Problem.mediaType(
        "Content-Type must be application/json, "
            + String.join(
                ", ",
                EventsResource.NDJSON,
                EventsResource.CLOUD_EVENT,
                EventsResource.CLOUD_EVENTS)
            + " or, for series, "
            + EventsResource.CSV
            + ".");
  }

  @ServerExceptionMapper
  Response path(NotFoundException refused) {
    return Problem.of(
        Status.NOT_FOUND.getStatusCode(),
        "There is nothing at this path",
        "Events go to /events/text, /events/sensor or /events/series.",
        Receipt.NOTHING);
  }
}
