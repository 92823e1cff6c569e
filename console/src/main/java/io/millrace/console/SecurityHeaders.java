package io.millrace.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What a browser is told about every answer: nothing of others, in no frame of others. */
@ApplicationScoped
class SecurityHeaders {

  private static final int BEFORE_ALL = 400;

  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final KnownHosts hosts;

  SecurityHeaders(KnownHosts hosts) {
    this.hosts = hosts;
  }

  void register(@Observes Filters filters) {
    filters.register(this::answer, BEFORE_ALL);
  }

  private void answer(RoutingContext request) {
    MultiMap headers = request.response().headers();
    headers.set("Content-Security-Policy", CONTENT);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    headers.set("X-Frame-Options", "DENY");
    if (hosts.know(request.request().authority())) {
      request.next();
    } else {
      request
          .response()
          .setStatusCode(421)
          .end("millrace.console.hosts does not have the name under which this was asked\n");
    }
  }
}
