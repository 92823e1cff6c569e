package io.millrace.forecast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How fast a receiver may be asked. After a failure nobody asks for a while, longer with each one
 * in a row, and then one request at a time tries whether it is back; a success ends that.
 */
final class Pace {

  /** A receiver may ask for a pause; one that lasts until next year must be a mistake. */
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private final Jitter jitter;
  private final SplittableRandom random;
  private int failures; // in a row
  private Instant from = Instant.MIN;

  Pace(Jitter jitter, SplittableRandom random) {
    this.jitter = jitter;
    this.random = random;
  }

  /** How many requests may be under way at once, of so many as usual. */
  int allowed(int usual, Instant now) {
    if (from.isAfter(now)) {
      return 0;
    }
    return failures > 0 ? 1 : usual;
  }

  void succeeded() {
    failures = 0;
    from = Instant.MIN;
  }

  /** Requests that were under way together fail as one. */
  void failed(Instant now, Optional<Duration> asked) {
    if (!from.isAfter(now)) {
      failures++;
    }
    Instant next = next(failures, now, asked);
    from = next.isAfter(from) ? next : from;
  }

  /** When one that failed so often may be tried again. */
  Instant next(int ownFailures, Instant now, Optional<Duration> asked) {
    Duration pause = jitter.pause(ownFailures, random);
    Duration wanted = asked.orElse(Duration.ZERO);
    Duration heard = wanted.compareTo(LONGEST_ASKED) < 0 ? wanted : LONGEST_ASKED;
    return now.plus(heard.compareTo(pause) > 0 ? heard : pause);
  }
}
