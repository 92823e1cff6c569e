package io.millrace.ingest.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies the rules to every request, before its body is read. */
@ApplicationScoped
class AccessPolicy implements HttpSecurityPolicy {

  private final Callers callers;

  AccessPolicy(Callers callers) {
    this.callers = callers;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    Demand demand = AccessRules.demand(request.normalizedPath());
    return identity.map(
        known -> {
          if (demand.isMetBy(callers.of(known))) {
            return CheckResult.PERMIT;
          }
          if (known.isAnonymous()) {
            throw new AuthenticationFailedException();
          }
          Refusals.prepare(request, Refusal.lacking(demand.scope()));
          return CheckResult.DENY;
        });
  }
}
