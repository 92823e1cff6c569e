package io.millrace.workbench.up;

import java.util.Locale;

/** What ingest-service takes its events from, beside its HTTP API. */
enum Source {
  /** Log lines of broker and services. */
  TEXT,
  /** This machine's telemetry, once a second. */
  HOST,
  /** Frames of the deviation of timed sleeps. */
  FRAMES,
  /** The recorded history, in compressed time. */
  RECORDED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
