package io.millrace.workbench.up;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts records as they are read, and remembers when the first of each kind came. */
final class Tally {

  private final Clock clock;
  private final Instant start;
  private final Map<Flow, Long> live = new EnumMap<>(Flow.class);
  private final Map<Flow, Long> recorded = new EnumMap<>(Flow.class);
  private final Map<Flow, Duration> firstLive = new EnumMap<>(Flow.class);
  private final Map<Flow, Duration> firstRecorded = new EnumMap<>(Flow.class);

  /**
   * @param start of the command, from which the first ones are timed
   */
  Tally(Clock clock, Instant start) {
    this.clock = clock;
    this.start = start;
  }

  synchronized void add(Flow flow, boolean isRecorded) {
    (isRecorded ? recorded : live).merge(flow, 1L, Long::sum);
    (isRecorded ? firstRecorded : firstLive)
        .computeIfAbsent(flow, first -> Duration.between(start, clock.instant()));
  }

  /** Counts from now on; the first times stay. */
  synchronized void reset() {
    live.clear();
    recorded.clear();
  }

  synchronized Counts counts() {
    return new Counts(live, recorded);
  }

  synchronized Optional<Duration> firstLive(Flow flow) {
    return Optional.ofNullable(firstLive.get(flow));
  }

  synchronized Optional<Duration> firstRecorded(Flow flow) {
    return Optional.ofNullable(firstRecorded.get(flow));
  }
}
