package io.millrace.ingest.http;

import io.millrace.events.InvalidEventException;

/** An event under a key that its sender may not write under. */
final class ForeignKey extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient InvalidEventException refusal;

  ForeignKey(InvalidEventException refusal) {
    super(refusal);
    this.refusal = refusal;
  }

  InvalidEventException refusal() {
    return refusal;
  }
}
