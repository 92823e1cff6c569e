package io.millrace.ingest.security;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Has the keys looked at from time to time, off the event loop. */
@ApplicationScoped
class KeyWatch {

  void start(@Observes StartupEvent start, Vertx vertx, Keys keys, SecurityConfig config) {
    if (keys.isConfigured()) {
      Callable<Boolean> look =
          () -> {
            keys.look();
            return true;
          };
      vertx.setPeriodic(millis(config.keysReload()), timer -> vertx.executeBlocking(look));
    }
  }

  private static long millis(Duration reload) {
    if (reload.toMillis() < 1) {
      throw new IllegalArgumentException(
          "millrace.security.keys-reload must be at least 1 ms, is " + reload);
    }
    return reload.toMillis();
  }
}
