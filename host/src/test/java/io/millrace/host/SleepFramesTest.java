package io.millrace.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.host.SleepFrames.Frame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SleepFramesTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private long nanos; // since START
  private long overrun; // nanoseconds by which each sleep is too long

  private SleepFrames frames(int rateHz, int length) {
    return new SleepFrames(
        rateHz,
        length,
        () -> START.plusNanos(nanos),
        () -> nanos,
        asked -> nanos += asked + overrun);
  }

  @Test
  void aSampleSaysByHowManyMillisecondsASleepWasTooLong() throws InterruptedException {
    overrun = 250_000;

    Frame frame = frames(100, 3).nextFrame();

    assertThat(frame.channels()).containsOnlyKeys("sleep1ms", "sleep5ms");
    assertThat(frame.channels().get("sleep1ms")).containsExactly(0.25, 0.25, 0.25);
    assertThat(frame.channels().get("sleep5ms")).containsExactly(0.25, 0.25, 0.25);
    assertThat(frame.rateHz()).isEqualTo(100);
  }

  @Test
  void framesFollowEachOtherAtTheirRate() throws InterruptedException {
    SleepFrames frames = frames(100, 100);

    Frame first = frames.nextFrame();
    Frame second = frames.nextFrame();

    assertThat(first.at()).isEqualTo(START);
    assertThat(second.at()).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void aStalledMachineYieldsItsSamplesLateAndInventsNone() throws InterruptedException {
    SleepFrames frames = frames(100, 10);
    overrun = 20_000_000;

    frames.nextFrame();

    assertThat(nanos).isEqualTo(10 * (6_000_000L + 2 * 20_000_000L));
  }

  @Test
  void aRealFrameTakesAboutAsLongAsItsRateSays() throws InterruptedException {
    long start = System.nanoTime();

    Frame frame = new SleepFrames(100, 20).nextFrame();

    assertThat((System.nanoTime() - start) / 1e9).isBetween(0.19, 5.0);
    assertThat(frame.channels().get("sleep5ms")).hasSize(20);
    assertThat(frame.at()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
  }

  @Test
  void aRateThatTheSleepsDoNotAllowIsRefused() {
    assertThatThrownBy(() -> new SleepFrames(200, 100))
        .hasMessage("rateHz must be 1 to 128 samples a second, is 200");
  }
}
