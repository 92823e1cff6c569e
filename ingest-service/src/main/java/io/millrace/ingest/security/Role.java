package io.millrace.ingest.security;

import java.util.Locale;

/** What a caller is, beside what it may write. */
public enum Role {
  /** May post events: whoever may write any kind of them. */
  INGEST,
  /** May read metrics. */
  METRICS,
  /** May read metrics and call whatever no rule opens; writes events only where scopes say so. */
  ADMIN;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
