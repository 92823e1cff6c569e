package io.millrace.workbench.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Set<Source> ALL = EnumSet.allOf(Source.class);

  @Test
  void recordedCountsStandApartFromLiveOnes() {
    Counts counts =
        new Counts(
            Map.of(Flow.SERIES_EVENTS, 12L, Flow.TEXT_INFERENCES, 3L, Flow.SENSOR_INFERENCES, 4L),
            Map.of(Flow.SERIES_EVENTS, 240L, Flow.FORECASTS, 200L));

    assertThat(new StatusLine(Duration.ofSeconds(75), counts, OptionalLong.of(7)))
        .hasToString(
            "01:15 in: text 0, sensor 0, series 12 (+240) | inferences 7 | forecasts 0 (+200) |"
                + " scores 0 | alerts 0 | rejected 0 | lag 7");
  }

  @Test
  void anUnknownLagIsNotZero() {
    assertThat(new StatusLine(Duration.ZERO, Counts.NONE, OptionalLong.empty()).toString())
        .endsWith("lag ?");
  }

  @Test
  void alertsAndRejectionsMayStayAtZeroAndNothingElse() {
    assertThat(Counts.NONE.silent(ALL))
        .containsExactlyInAnyOrder(
            Flow.TEXT_EVENTS,
            Flow.SENSOR_EVENTS,
            Flow.SERIES_EVENTS,
            Flow.TEXT_INFERENCES,
            Flow.SENSOR_INFERENCES,
            Flow.FORECASTS,
            Flow.FORECAST_SCORES);
  }

  @Test
  void whatNoSourceFeedsIsNotExpected() {
    assertThat(Counts.NONE.silent(EnumSet.of(Source.TEXT)))
        .containsExactlyInAnyOrder(Flow.TEXT_EVENTS, Flow.TEXT_INFERENCES);
  }

  @Test
  void theSummaryTellsWhatStayedAtZeroAndWhatCameFirst() {
    Tally tally = new Tally(Clock.fixed(START.plusMillis(14_200), ZoneOffset.UTC), START);
    tally.add(Flow.TEXT_INFERENCES, false);
    tally.add(Flow.FORECASTS, true);
    Summary summary = new Summary(Duration.ofSeconds(60), tally, ALL, 3L << 29);

    assertThat(summary.toString())
        .contains("first text inference after 14.2 s")
        .contains("first forecast of host-recorded after 14.2 s")
        .contains("first forecast of live series never")
        .contains("peak resident memory of all processes: 1.50 GiB")
        .containsPattern("alerts +0 +0  \\(may be zero\\)")
        .containsPattern("forecast-scores +0 +0  <- stayed at zero");
    assertThat(summary.verdict())
        .isEqualTo(
            "forecast-scores, inferences (sensor), sensor-events, series-events, text-events");
  }

  @Test
  void countingAnewKeepsWhenTheFirstCame() {
    Tally tally = new Tally(Clock.fixed(START.plusSeconds(3), ZoneOffset.UTC), START);
    tally.add(Flow.TEXT_INFERENCES, false);

    tally.reset();

    assertThat(tally.counts().live(Flow.TEXT_INFERENCES)).isZero();
    assertThat(tally.firstLive(Flow.TEXT_INFERENCES)).contains(Duration.ofSeconds(3));
  }

  @Test
  void logsMayFallSilentOnceAllHaveStartedAndNothingElseMay() {
    Tally tally = new Tally(Clock.fixed(START.plusSeconds(3), ZoneOffset.UTC), START);
    tally.add(Flow.TEXT_EVENTS, false);
    tally.add(Flow.SENSOR_EVENTS, false);
    tally.reset();

    Summary summary = new Summary(Duration.ofSeconds(8), tally, ALL, 0);

    assertThat(summary.silent())
        .contains(Flow.SENSOR_EVENTS, Flow.TEXT_INFERENCES)
        .doesNotContain(Flow.TEXT_EVENTS);
    assertThat(summary.toString())
        .containsPattern("text-events +0 +0  \\(some during the start\\)")
        .containsPattern("sensor-events +0 +0  <- stayed at zero");
  }

  @Test
  void textsThatCameAfterTheStartHaveToBeAnswered() {
    Tally tally = new Tally(Clock.fixed(START.plusSeconds(3), ZoneOffset.UTC), START);
    tally.add(Flow.TEXT_EVENTS, false);
    tally.add(Flow.TEXT_INFERENCES, false);
    tally.reset();
    tally.add(Flow.TEXT_EVENTS, false);

    assertThat(new Summary(Duration.ofSeconds(8), tally, ALL, 0).silent())
        .contains(Flow.TEXT_INFERENCES);
  }
}
