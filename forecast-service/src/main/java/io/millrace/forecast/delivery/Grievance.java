package io.millrace.forecast.delivery;

import java.time.Duration;
import java.time.Instant;

/** Whether trouble is worth a line in the log: when it is new, and not more than once a minute. */
final class Grievance {

  private static final Duration QUIET = Duration.ofMinutes(1);

  private boolean isSaid;
  private Instant quietUntil = Instant.MIN;

  /** Whether to say that there is trouble. */
  boolean begins(Instant now) {
    if (isSaid || quietUntil.isAfter(now)) {
      return false;
    }
    isSaid = true;
    quietUntil = now.plus(QUIET);
    return true;
  }

  /** Whether to say that it is over. */
  boolean ends() {
    boolean wasSaid = isSaid;
    isSaid = false;
    return wasSaid;
  }
}
