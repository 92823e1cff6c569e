package io.millrace.ingest.source;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets so many pass a second, and saves up at most a second's worth (a token bucket).
 *
 * <p>Not thread-safe.
 */
final class RateCap {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private double tokens;
  private Instant last;

  RateCap(int perSecond, Instant now) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.last = now;
  }

  boolean lets(Instant now) {
    double seconds = Math.max(0, Duration.between(last, now).toNanos() / NANOS_PER_SECOND);
    tokens = Math.min(perSecond, tokens + seconds * perSecond);
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
