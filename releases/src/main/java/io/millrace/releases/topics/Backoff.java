package io.millrace.releases.topics;

import java.time.Duration;

/**
 * How long to wait before the next try: twice as long after each failure, up to a limit, and short
 * again after a success. Not thread-safe.
 */
public final class Backoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  public Duration next() {
    Duration delay = next;
    Duration doubled = delay.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return delay;
  }

  public void reset() {
    next = first;
  }
}
