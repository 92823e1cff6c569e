package io.millrace.forecast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.forecast.stream.StreamListener.Stage;
import io.millrace.forecasting.Served;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForecastMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ForecastMetrics metrics = new ForecastMetrics(registry);

  @Test
  void forecastsAreCountedByWhoServedThem() {
    metrics.forecast(served("host", "1"), 3);
    metrics.forecast(served("host", "1"), 4);
    metrics.forecast(served("host", "2"), 5);

    assertThat(forecasts("1")).isEqualTo(7);
    assertThat(forecasts("2")).isEqualTo(5);
  }

  @Test
  void whatGoesIntoAStepIsTimedByStage() {
    metrics.stage(Stage.NETWORK, 2_000_000, 64);
    metrics.pass("host", 50, 64, 1_000_000);

    assertThat(
            registry
                .get("millrace.forecast.stage.time")
                .tag("stage", "network")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2);
    assertThat(
            registry.get("millrace.forecast.stage.steps").tag("stage", "network").counter().count())
        .isEqualTo(64);
    assertThat(rows("real")).isEqualTo(50);
    assertThat(rows("padding")).isEqualTo(14);
  }

  @Test
  void whatWaitsIsAGaugeAndWhatWasNotDoneIsCounted() {
    metrics.waiting("a task", 120);
    metrics.waiting("a task", 3);
    metrics.waiting("another", 4);
    metrics.skipped(3);
    metrics.rejected("decode");
    metrics.decided("demotion");

    assertThat(registry.get("millrace.forecast.due.steps").gauge().value()).isEqualTo(7);
    assertThat(registry.get("millrace.forecast.skipped.steps").counter().count()).isEqualTo(3);
    assertThat(
            registry.get("millrace.forecast.rejections").tag("stage", "decode").counter().count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("millrace.forecast.decisions")
                .tag("decision", "demotion")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void manyVersionsLeaveTheMetersOfTheLastOnesOnly() {
    for (int version = 1; version <= 100; version++) {
      metrics.forecast(served("host", "" + version), 1);
      metrics.pass("host-" + version, 1, 1, 1);
    }

    assertThat(registry.find("millrace.forecast.forecasts").counters())
        .hasSize(ForecastMetrics.MOST_MODELS);
    assertThat(registry.find("millrace.forecast.pass.time").timers())
        .hasSize(ForecastMetrics.MOST_MODELS);
    assertThat(forecasts("100")).isEqualTo(1);
  }

  @Test
  void errorsAreJudgedByLeadAgainstSeasonalNaive() {
    ScoredRamp ramp = new ScoredRamp(registry, metrics);

    ramp.run(200);

    // The drift forecaster misses the ramp of 1 a step by 0.25 a lead, seasonal-naive by 1.
    assertThat(ramp.gauge("error.relative", "first")).isCloseTo(0.25, within(1e-6));
    assertThat(ramp.gauge("error.relative", "full")).isCloseTo(0.25, within(1e-6));
    assertThat(ramp.gauge("error.scaled", "full")).isCloseTo(1, within(1e-6));
    assertThat(ramp.gauge("coverage", "first")).isEqualTo(1);
    assertThat(ramp.gauge("coverage.target", "first")).isCloseTo(0.8, within(1e-9));
    assertThat(ramp.gauge("pinball.relative", "first")).isCloseTo(0.1, within(1e-6));
  }

  private double forecasts(String version) {
    return registry
        .get("millrace.forecast.forecasts")
        .tags("model", "host", "version", version, "servedBy", "host")
        .counter()
        .count();
  }

  private double rows(String kind) {
    return registry
        .get("millrace.forecast.pass.rows")
        .tags("model", "host", "kind", kind)
        .counter()
        .count();
  }

  private static Served served(String model, String version) {
    return new Served(model, version, model, List.of("a"), List.of(0.1, 0.9), 4);
  }
}
