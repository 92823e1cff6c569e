package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;

/** Who sent a request or holds a connection, and what it may do now. */
public interface Caller {

  /**
   * As in logs and metrics: the client of a key, the principal of a token, or {@code anonymous}.
   */
  String name();

  /** Whether one of its scopes makes it this. */
  boolean is(Role role);

  /** Whether there is any key under which it may write events of this kind. */
  boolean mayWrite(EventKind kind);

  /**
   * Whether it may write events of this kind under this key; no longer so once its credentials were
   * revoked or have expired, on a connection that is open as well.
   */
  boolean mayWrite(EventKind kind, String key);

  /** False once its credentials were revoked or have expired: its connections are to be closed. */
  boolean isCurrent();

  /**
   * Whose quota its events count against; unlike the name, never that of a caller of other kind.
   */
  String account();

  /** What it may send, where it differs from what the configuration says. */
  QuotaLimits limits();
}
