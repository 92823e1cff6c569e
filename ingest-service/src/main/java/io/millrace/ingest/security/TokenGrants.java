package io.millrace.ingest.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Makes a caller of a token that OpenID Connect has found right.
 *
 * <p>Only its scopes count. Roles and groups that it names as well mean something to others, and an
 * {@code admin} there is none here.
 */
@ApplicationScoped
class TokenGrants implements SecurityIdentityAugmentor {

  private final int graceSeconds;

  TokenGrants(@ConfigProperty(name = "quarkus.oidc.token.lifespan-grace") OptionalInt grace) {
    this.graceSeconds = grace.orElse(0);
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return Uni.createFrom()
        .item(
            identity.getPrincipal() instanceof JsonWebToken token
                ? withCaller(identity, token)
                : identity);
  }

  private SecurityIdentity withCaller(SecurityIdentity identity, JsonWebToken token) {
    TokenBearer bearer = bearer(token);
    QuarkusSecurityIdentity.Builder known = QuarkusSecurityIdentity.builder();
    known.setPrincipal(token);
    known.addCredentials(identity.getCredentials());
    known.addAttributes(identity.getAttributes());
    bearer.grants().roles().forEach(role -> known.addRole(role.label()));
    return known.addAttribute(Callers.ATTRIBUTE, bearer).build();
  }

  private TokenBearer bearer(JsonWebToken token) {
    return new TokenBearer(
        Objects.requireNonNullElse(token.getName(), "unnamed"),
        Grants.ofToken(token.<Object>claim("scope").map(Object::toString).orElse("")),
        Instant.ofEpochSecond(token.<Long>claim(Claims.exp).orElse(0L) + graceSeconds),
        Clock.systemUTC());
  }
}
