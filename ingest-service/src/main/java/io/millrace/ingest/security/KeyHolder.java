package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;

/** A caller with a key, which counts only as long as it is on the ring. */
record KeyHolder(ApiKey key, Keys keys) implements Caller {

  @Override
  public String name() {
    return key.client();
  }

  @Override
  public boolean is(Role role) {
    return keys.current(key).filter(now -> now.grants().roles().contains(role)).isPresent();
  }

  @Override
  public boolean mayWrite(EventKind kind) {
    return keys.current(key).filter(now -> now.grants().mayWrite(kind)).isPresent();
  }

  @Override
  public boolean mayWrite(EventKind kind, String eventKey) {
    return keys.current(key).filter(now -> now.grants().mayWrite(kind, eventKey)).isPresent();
  }

  @Override
  public boolean isCurrent() {
    return keys.current(key).isPresent();
  }

  @Override
  public String account() {
    return "key:" + key.client();
  }

  @Override
  public QuotaLimits limits() {
    return keys.current(key).orElse(key).quota();
  }
}
