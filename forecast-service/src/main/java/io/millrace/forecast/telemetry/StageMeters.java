package io.millrace.forecast.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.forecast.stream.StreamListener.Stage;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where the time of steps goes. Told several times for each step: meters are looked up once. */
final class StageMeters {

  private record Meters(Timer time, Counter steps) {}

  private final Map<Stage, Meters> byStage = new EnumMap<>(Stage.class);

  StageMeters(MeterRegistry registry) {
    for (Stage stage : Stage.values()) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      byStage.put(
          stage,
          new Meters(
              registry.timer("millrace.forecast.stage.time", "stage", name),
              registry.counter("millrace.forecast.stage.steps", "stage", name)));
    }
  }

  void took(Stage stage, long nanos, int steps) {
    Meters meters = byStage.get(stage);
    if (meters != null) {
      meters.time().record(nanos, TimeUnit.NANOSECONDS);
      meters.steps().increment(steps);
    }
  }
}
