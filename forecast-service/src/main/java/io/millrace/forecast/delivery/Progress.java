package io.millrace.forecast.delivery;

import java.time.Instant;

/**
 * How far a change has come that its receiver has not got yet.
 *
 * <pre>
 *   Waiting ──sent──► Sent ──► delivered, or refused for good: forgotten
 *      ▲                │
 *      └────failed──────┘
 * </pre>
 */
sealed interface Progress {

  /**
   * @param failures tries so far
   * @param from when it may be tried
   * @param alone not together with others: one of those that it was sent with was refused
   */
  record Waiting(int failures, Instant from, boolean alone) implements Progress {

    static Waiting first() {
      return new Waiting(0, Instant.MIN, false);
    }

    boolean isDue(Instant now) {
      return !from.isAfter(now);
    }

    Sent sent() {
      return new Sent(failures, alone);
    }
  }

  record Sent(int failures, boolean alone) implements Progress {

    Waiting failed(Instant next) {
      return new Waiting(failures + 1, next, alone);
    }

    Waiting separated() {
      return new Waiting(failures, Instant.MIN, true);
    }
  }
}
