package io.millrace.ingest.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.Optional;

/**
 * Answers every request that authentication or the rules have refused, keys and tokens alike, and
 * counts it; nothing of it reaches the log.
 */
@ApplicationScoped
class Refusals {

  private static final String REFUSAL = Refusal.class.getName();

  private final MeterRegistry meters;

  Refusals(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Says what is answered if this request fails. */
  static void prepare(RoutingContext request, Refusal refusal) {
    request.put(REFUSAL, refusal);
  }

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
  }

  private void answer(RoutingContext request) {
    refusal(request).ifPresentOrElse(refusal -> send(refusal, request), request::next);
  }

  private static Optional<Refusal> refusal(RoutingContext request) {
    Throwable failure = request.failure();
    if (failure instanceof AuthenticationException || failure instanceof ForbiddenException) {
      Refusal prepared = request.get(REFUSAL);
      return Optional.of(Objects.requireNonNullElseGet(prepared, () -> ofToken(request)));
    }
    return failure instanceof OIDCException
        ? Optional.of(Refusal.providerAway())
        : Optional.empty();
  }

  private static Refusal ofToken(RoutingContext request) {
    return request.request().headers().contains(HttpHeaders.AUTHORIZATION)
        ? Refusal.wrongCredentials("The token is wrong, has expired or is not for this service.")
        : Refusal.withoutCredentials();
  }

  private void send(Refusal refusal, RoutingContext request) {
    String status = Integer.toString(refusal.status().code());
    meters.counter("millrace.requests.refused", "status", status).increment();
    if (!request.response().ended()) {
      refusal.send(request);
    }
  }
}
