package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;

/**
 * A caller without credentials.
 *
 * @param trusted whether it may do everything: on loopback, where nothing says who may
 */
record Unchecked(boolean trusted) implements Caller {

  @Override
  public String name() {
    return "anonymous";
  }

  @Override
  public boolean is(Role role) {
    return trusted;
  }

  @Override
  public boolean mayWrite(EventKind kind) {
    return trusted;
  }

  @Override
  public boolean mayWrite(EventKind kind, String key) {
    return trusted;
  }

  @Override
  public boolean isCurrent() {
    return true;
  }

  @Override
  public String account() {
    return name();
  }

  @Override
  public QuotaLimits limits() {
    return QuotaLimits.NOT_SET;
  }
}
