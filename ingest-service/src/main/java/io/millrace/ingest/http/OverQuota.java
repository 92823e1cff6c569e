package io.millrace.ingest.http;

import java.time.Duration;

/** The sender's quota is used up; the receipt counts what came before. */
final class OverQuota extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration wait;
  private final transient Receipt receipt;

  OverQuota(Duration wait, Receipt receipt) {
    super("The quota is used up for " + wait.toMillis() + " ms.");
    this.wait = wait;
    this.receipt = receipt;
  }

  /** Whole seconds, at least one. */
  long retryAfter() {
    return wait.plusMillis(999).toSeconds();
  }

  Receipt receipt() {
    return receipt;
  }
}
