package io.millrace.forecast.http;

import io.millrace.forecast.updates.Feed;
import io.millrace.forecast.updates.Message;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** Updates as server-sent events. */
final class Watching {

  private Watching() {}

  static Multi<OutboundSseEvent> events(Feed feed, Sse sse) {
    return Multi.createFrom().publisher(feed).map(message -> event(message, sse));
  }

  private static OutboundSseEvent event(Message message, Sse sse) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    if (message.data() == null) {
      return event.comment(message.comment()).build();
    }
    return event.id(message.id()).name(message.event()).data(message.data()).build();
  }
}
