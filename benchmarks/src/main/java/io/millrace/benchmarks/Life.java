package io.millrace.benchmarks;

import java.time.Duration;

/**
 * One life of a service that is killed.
 *
 * @param after milliseconds from its first commit to the kill
 * @param open a transaction was still open when it was dead
 */
public record Life(long after, boolean open) {

  public static final Duration EARLIEST = Duration.ofMillis(500);
  public static final Duration LATEST = Duration.ofSeconds(4);

  public boolean isOfItsLength() {
    return after >= EARLIEST.toMillis() && after <= LATEST.toMillis();
  }

  @Override
  public String toString() {
    return "killed "
        + after
        + " ms after its first commit, transaction "
        + (open ? "open" : "not open");
  }
}
