package io.millrace.console;

import io.millrace.console.flow.Watching;
import io.millrace.console.recent.Feed;
import io.millrace.console.recent.RecentEvents;
import io.millrace.console.services.SeriesUpdates;
import io.millrace.events.EventJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes on, as server-sent events, at a pace that eyes can follow. Each of them tells the whole
 * besides, for a page has one connection only.
 */
@Path("/api/live")
@Produces(MediaType.SERVER_SENT_EVENTS)
public class LiveResource {

  private static final Duration OVERVIEW = Duration.ofSeconds(2);
  private static final Duration EVENTS = Duration.ofMillis(400);

  /** So often a sign of life is given when there is nothing else, in paces of events. */
  private static final int SILENCE = 25;

  /** One message; a feed that fills more goes on in the next. */
  private static final int BATCH = 300; // events

  private final Watching watching;
  private final RecentEvents recent;
  private final SeriesUpdates series;

  LiveResource(Watching watching, RecentEvents recent, SeriesUpdates series) {
    this.watching = watching;
    this.recent = recent;
    this.series = series;
  }

  @GET
  @Path("/overview")
  public Multi<OutboundSseEvent> overview(@Context Sse sse) {
    return every(
        OVERVIEW, () -> Optional.of(event(sse, "overview", "", json(watching.overview()))));
  }

  @GET
  @Path("/texts")
  public Multi<OutboundSseEvent> texts(
      @HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse) {
    return withOverview(feed(recent.texts(), "texts", last, sse), sse);
  }

  @GET
  @Path("/frames")
  public Multi<OutboundSseEvent> frames(
      @HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse) {
    return withOverview(feed(recent.frames(), "frames", last, sse), sse);
  }

  @GET
  @Path("/rejected")
  public Multi<OutboundSseEvent> rejected(
      @HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse) {
    return withOverview(feed(recent.refused(), "rejected", last, sse), sse);
  }

  @GET
  @Path("/series/{name}")
  public Multi<OutboundSseEvent> series(@PathParam("name") String name, @Context Sse sse) {
    return withOverview(
        series.of(name).map(update -> event(sse, update.kind(), "", update.json())), sse);
  }

  private Multi<OutboundSseEvent> withOverview(Multi<OutboundSseEvent> events, Sse sse) {
    return Multi.createBy().merging().streams(overview(sse), events);
  }

  private static <T> Multi<OutboundSseEvent> feed(
      Feed<T> feed, String name, @Nullable String last, Sse sse) {
    AtomicLong seen = new AtomicLong(number(last));
    AtomicLong silent = new AtomicLong(-1);
    return every(
        EVENTS,
        () -> {
          List<Feed.Entry<T>> fresh = feed.after(seen.get());
          if (fresh.isEmpty() && silent.incrementAndGet() % SILENCE != 0) {
            return Optional.empty();
          }
          // The first message comes in any case: a page then knows that there is nothing yet.
          List<Feed.Entry<T>> batch = fresh.subList(0, Math.min(BATCH, fresh.size()));
          if (!batch.isEmpty()) {
            silent.set(0);
            seen.set(batch.get(batch.size() - 1).number());
          }
          return Optional.of(event(sse, name, Long.toString(seen.get()), json(batch)));
        });
  }

  private static long number(@Nullable String last) {
    try {
      return last == null ? 0 : Long.parseLong(last);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Multi<OutboundSseEvent> every(
      Duration pace, Supplier<Optional<OutboundSseEvent>> next) {
    return Multi.createFrom()
        .ticks()
        .every(pace)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(
            tick ->
                Uni.createFrom()
                    .item(next)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
        .select()
        .where(Optional::isPresent)
        .map(Optional::get);
  }

  private static OutboundSseEvent event(Sse sse, String name, String id, String json) {
    OutboundSseEvent.Builder event = sse.newEventBuilder().name(name).data(json);
    return id.isEmpty() ? event.build() : event.id(id).build();
  }

  private static String json(Object value) {
    return new String(EventJson.write(value), StandardCharsets.UTF_8);
  }
}
