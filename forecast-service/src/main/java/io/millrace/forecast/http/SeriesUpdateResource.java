package io.millrace.forecast.http;

import io.millrace.forecast.updates.UpdateHub;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** As {@link UpdateResource}, of one series. */
@Path("/series/{series}/updates")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Tag(name = "updates")
class SeriesUpdateResource {

  private final UpdateHub hub;

  SeriesUpdateResource(UpdateHub hub) {
    this.hub = hub;
  }

  @GET
  @Operation(
      operationId = "watchSeries",
      summary = "Forecasts, scores, decisions and alerts of one series, as they come")
  @APIResponse(responseCode = "200", ref = "#/components/responses/Updates")
  public Multi<OutboundSseEvent> one(
      @PathParam("series") String series,
      @HeaderParam("Last-Event-ID") @Nullable String lastId,
      @Context Sse sse) {
    return Watching.events(hub.open(series::equals, lastId), sse);
  }
}
