package io.millrace.forecast;

import io.millrace.forecast.updates.TopicTail;
import io.millrace.forecast.updates.UpdateHub;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Reads committed outputs on a thread of their own while somebody watches. */
@ApplicationScoped
class WatchedUpdates {

  @Produces
  @Singleton
  UpdateHub hub(KafkaClients clients) {
    return new UpdateHub(listener -> start(clients, listener), Clock.systemUTC());
  }

  void stop(@Observes ShutdownEvent stopping, UpdateHub hub) {
    hub.close();
  }

  private static void start(KafkaClients clients, TopicTail.Listener listener) {
    Thread thread =
        new Thread(
            new TopicTail(() -> clients.reader("forecast-updates", "latest"), listener),
            "forecast-updates");
    thread.setDaemon(true);
    thread.start();
  }
}
