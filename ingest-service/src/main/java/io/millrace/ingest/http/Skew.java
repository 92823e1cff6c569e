package io.millrace.ingest.http;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far from now an event's time may lie. What is known ahead of its time may lie anywhere.
 *
 * @param ahead of the clock
 * @param behind the clock; as far as one likes, if empty
 */
public record Skew(Clock clock, Duration ahead, Optional<Duration> behind) {

  /** As configured, by the clock of this machine. */
  public static Skew of(IntakeConfig config) {
    return new Skew(Clock.systemUTC(), config.ahead(), config.behind());
  }

  /**
   * @throws InvalidEventException naming the field {@code at}
   */
  public void check(Event event) {
    if (event instanceof SeriesEvent series && series.kind() == SeriesEvent.Kind.KNOWN) {
      return;
    }
    Instant at = event.envelope().time();
    Instant now = clock.instant();
    if (at.isAfter(now.plus(ahead))) {
      throw new InvalidEventException(
          "at", "must be at most " + ahead + " ahead of now (" + now + "), is " + at);
    }
    if (behind.isPresent() && at.isBefore(now.minus(behind.get()))) {
      throw new InvalidEventException(
          "at", "must be at most " + behind.get() + " before now (" + now + "), is " + at);
    }
  }
}
