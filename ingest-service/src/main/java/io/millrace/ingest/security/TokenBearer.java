package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;
import java.time.Clock;
import java.time.Instant;

/**
 * A caller with a token of an OpenID Connect provider.
 *
 * @param expires from then on it may nothing
 */
record TokenBearer(String name, Grants grants, Instant expires, Clock clock) implements Caller {

  @Override
  public boolean is(Role role) {
    return isCurrent() && grants.roles().contains(role);
  }

  @Override
  public boolean mayWrite(EventKind kind) {
    return isCurrent() && grants.mayWrite(kind);
  }

  @Override
  public boolean mayWrite(EventKind kind, String key) {
    return isCurrent() && grants.mayWrite(kind, key);
  }

  @Override
  public boolean isCurrent() {
    return clock.instant().isBefore(expires);
  }

  @Override
  public String account() {
    return "token:" + name;
  }

  @Override
  public QuotaLimits limits() {
    return QuotaLimits.NOT_SET;
  }
}
