package io.millrace.ingest.security;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
      vertx.setPeriodic(config.keysReload().toMillis(), timer -> vertx.executeBlocking(look));
    }
  }
}
