package io.millrace.ingest.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.SeriesEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SkewTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final Skew skew =
      new Skew(
          Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(5), Optional.of(Duration.ofDays(1)));

  private static SeriesEvent event(Duration fromNow, SeriesEvent.Kind kind) {
    return new SeriesEvent("s", NOW.plus(fromNow), 0, kind, Map.of("x", 1.0), Map.of());
  }

  private void check(Duration fromNow) {
    skew.check(event(fromNow, SeriesEvent.Kind.OBSERVED));
  }

  @Test
  void whatWasObservedMayLieWithinTheBounds() {
    assertThatCode(() -> check(Duration.ofMinutes(5))).doesNotThrowAnyException();
    assertThatCode(() -> check(Duration.ofDays(-1))).doesNotThrowAnyException();
  }

  @Test
  void whatLiesBeyondThemIsRefusedWithTheTimes() {
    assertThatThrownBy(() -> check(Duration.ofMinutes(6)))
        .hasMessage(
            "at: must be at most PT5M ahead of now (2026-01-31T12:00:00Z), is 2026-01-31T12:06:00Z");
    assertThatThrownBy(() -> check(Duration.ofDays(-2)))
        .hasMessageStartingWith("at: must be at most PT24H before now");
  }

  @Test
  void whatIsKnownAheadMayLieAnywhere() {
    assertThatCode(() -> skew.check(event(Duration.ofDays(3_000), SeriesEvent.Kind.KNOWN)))
        .doesNotThrowAnyException();
  }
}
