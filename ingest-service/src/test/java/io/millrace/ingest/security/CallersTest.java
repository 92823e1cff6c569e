package io.millrace.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.EventKind;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

class CallersTest {

  private static final SecurityIdentity NOBODY =
      QuarkusSecurityIdentity.builder().setAnonymous(true).build();

  /** A token whose signature has been found right. */
  private record Token(Map<String, Object> claims) implements JsonWebToken {

    @Override
    public String getName() {
      return "machine-7";
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      return (T) claims.get(name);
    }
  }

  private static Callers callers(boolean required) {
    return new Callers(new Authentication(required));
  }

  private static Caller of(Token token) {
    SecurityIdentity verified = QuarkusSecurityIdentity.builder().setPrincipal(token).build();
    SecurityIdentity known =
        new TokenGrants(OptionalInt.empty()).augment(verified, null).await().indefinitely();
    return callers(true).of(known);
  }

  @Test
  void onLoopbackWhereNobodyIsAskedEverybodyMayEverything() {
    Caller caller = callers(false).of(NOBODY);

    assertThat(caller.name()).isEqualTo("anonymous");
    assertThat(caller.mayWrite(EventKind.TEXT, "anything")).isTrue();
    assertThat(caller.is(Role.ADMIN)).isTrue();
  }

  @Test
  void whereSomebodyIsAskedNobodyMayAnything() {
    Caller caller = callers(true).of(NOBODY);

    assertThat(EventKind.values()).noneMatch(caller::mayWrite);
    assertThat(caller.mayWrite(EventKind.TEXT, "a")).isFalse();
    assertThat(Role.values()).noneMatch(caller::is);
  }

  @Test
  void anIdentityThatIsNotOursMayNothing() {
    SecurityIdentity other =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("other"))
            .addRole("admin")
            .build();

    assertThat(callers(true).of(other).is(Role.ADMIN)).isFalse();
  }

  @Test
  void aTokenMayWhatItsScopesSayUntilItExpires() {
    long later = Instant.now().plusSeconds(60).getEpochSecond();

    Caller caller = of(new Token(Map.of("scope", "openid millrace:text:a-*", "exp", later)));

    assertThat(caller.name()).isEqualTo("machine-7");
    assertThat(caller.mayWrite(EventKind.TEXT, "a-1")).isTrue();
    assertThat(caller.mayWrite(EventKind.TEXT, "b-1")).isFalse();
    assertThat(caller.is(Role.INGEST)).isTrue();
  }

  @Test
  void aTokenWithoutAnEndHasEnded() {
    Caller caller = of(new Token(Map.of("scope", "millrace:text:*")));

    assertThat(caller.isCurrent()).isFalse();
    assertThat(caller.mayWrite(EventKind.TEXT, "a")).isFalse();
  }

  @Test
  void onAConnectionThatIsOpenATokenEndsWhenItExpires() {
    Clock then = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    Grants grants = Grants.parse(List.of("text:*"));
    Instant expires = Instant.now().plusSeconds(60);

    assertThat(new TokenBearer("a", grants, expires, Clock.systemUTC()).isCurrent()).isTrue();
    assertThat(new TokenBearer("a", grants, expires, then).isCurrent()).isFalse();
    assertThat(new TokenBearer("a", grants, expires, then).mayWrite(EventKind.TEXT, "a")).isFalse();
  }
}
