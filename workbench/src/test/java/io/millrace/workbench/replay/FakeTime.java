package io.millrace.workbench.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that only pauses move. */
final class FakeTime extends Clock implements Pause {

  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  final List<Duration> pauses = new ArrayList<>();
  private Instant now = NOON;

  @Override
  public void forA(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
