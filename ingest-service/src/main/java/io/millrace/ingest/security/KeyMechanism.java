package io.millrace.ingest.security;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Knows callers by their keys, sent as {@code Authorization: Bearer mr_…} or as {@code X-API-Key}.
 * What else is sent as a bearer's token is left to OpenID Connect.
 */
@ApplicationScoped
class KeyMechanism implements HttpAuthenticationMechanism {

  static final String HEADER = "X-API-Key";

  private static final String AUTHORIZATION = "Authorization";
  private static final String SCHEME = "Bearer ";
  private static final String SEVERAL =
      "There are several credentials in the request; send one key or one token.";

  private final Keys keys;

  KeyMechanism(Keys keys) {
    this.keys = keys;
  }

  /** Before OpenID Connect, which would take a key for a broken token. */
  @Override
  public int getPriority() {
    return 2 * DEFAULT_PRIORITY;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    List<String> sent = sent(context.request());
    if (!keys.isConfigured() || sent.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    KeyCheck check = sent.size() == 1 ? keys.check(sent.get(0)) : KeyCheck.refused(SEVERAL);
    return check
        .valid()
        .map(key -> Uni.createFrom().item(identity(key)))
        .orElseGet(
            () -> {
              Refusals.prepare(context, Refusal.wrongCredentials(check.refusal()));
              return Uni.createFrom().failure(new AuthenticationFailedException());
            });
  }

  /** All credentials if there is a key among them: one that is beside others is no better. */
  private static List<String> sent(HttpServerRequest request) {
    List<String> sent =
        request.headers().getAll(AUTHORIZATION).stream()
            .map(KeyMechanism::withoutScheme)
            .collect(Collectors.toList());
    List<String> headers = request.headers().getAll(HEADER);
    sent.addAll(headers);
    boolean keyAmong =
        !headers.isEmpty() || sent.stream().anyMatch(each -> each.startsWith(KeyText.PREFIX));
    return keyAmong ? sent : List.of();
  }

  private static String withoutScheme(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.substring(SCHEME.length()).strip()
        : authorization;
  }

  private SecurityIdentity identity(ApiKey key) {
    QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder();
    identity.setPrincipal(new QuarkusPrincipal(key.client()));
    key.grants().roles().forEach(role -> identity.addRole(role.label()));
    return identity.addAttribute(Callers.ATTRIBUTE, new KeyHolder(key, keys)).build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", Refusal.REALM));
  }
}
