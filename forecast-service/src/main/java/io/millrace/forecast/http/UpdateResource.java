package io.millrace.forecast.http;

import io.millrace.forecast.jobs.SeriesPattern;
import io.millrace.forecast.updates.UpdateHub;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What is committed from now on, as server-sent events. Every instance tells of every series: it
 * reads the topics, not the stores.
 */
@Path("/updates")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Tag(name = "updates")
class UpdateResource {

  private final UpdateHub hub;

  UpdateResource(UpdateHub hub) {
    this.hub = hub;
  }

  /**
   * @param pattern in which {@code *} stands for any characters
   */
  @GET
  @Operation(
      operationId = "watchAll",
      summary = "Forecasts, scores, decisions and alerts of the series of a pattern, as they come")
  @APIResponse(responseCode = "200", ref = "#/components/responses/Updates")
  public Multi<OutboundSseEvent> all(
      @QueryParam("series") @DefaultValue("*") String pattern,
      @HeaderParam("Last-Event-ID") @Nullable String lastId,
      @Context Sse sse) {
    return Watching.events(hub.open(new SeriesPattern(pattern)::covers, lastId), sse);
  }
}
