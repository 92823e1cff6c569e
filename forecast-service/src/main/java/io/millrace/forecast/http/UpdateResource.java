package io.millrace.forecast.http;

import io.millrace.forecast.jobs.SeriesPattern;
import io.millrace.forecast.updates.Message;
import io.millrace.forecast.updates.UpdateHub;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What is committed from now on, as server-sent events. Every instance tells of every series: it
 * reads the topics, not the stores.
 */
@Path("/")
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
  @Path("/updates")
  @Operation(
      operationId = "watchAll",
      summary = "Forecasts, scores, decisions and alerts of the series of a pattern, as they come")
  public Multi<OutboundSseEvent> all(
      @QueryParam("series") @DefaultValue("*") String pattern,
      @HeaderParam("Last-Event-ID") @Nullable String lastId,
      @Context Sse sse) {
    return watch(new SeriesPattern(pattern)::covers, lastId, sse);
  }

  @GET
  @Path("/series/{series}/updates")
  @Operation(
      operationId = "watchSeries",
      summary = "Forecasts, scores, decisions and alerts of one series, as they come")
  public Multi<OutboundSseEvent> one(
      @PathParam("series") String series,
      @HeaderParam("Last-Event-ID") @Nullable String lastId,
      @Context Sse sse) {
    return watch(series::equals, lastId, sse);
  }

  private Multi<OutboundSseEvent> watch(
      Predicate<String> series, @Nullable String lastId, Sse sse) {
    return Multi.createFrom()
        .publisher(hub.open(series, lastId))
        .map(message -> event(message, sse));
  }

  private static OutboundSseEvent event(Message message, Sse sse) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    if (message.data() == null) {
      return event.comment(message.comment()).build();
    }
    return event.id(message.id()).name(message.event()).data(message.data()).build();
  }
}
