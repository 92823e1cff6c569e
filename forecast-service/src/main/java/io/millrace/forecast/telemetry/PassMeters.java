package io.millrace.forecast.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The calls of one network. */
final class PassMeters implements KeptModels.Removable {

  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.99;

  private final MeterRegistry registry;
  private final Timer time;
  private final Counter rows;
  private final Counter padding;

  PassMeters(MeterRegistry registry, String model) {
    this.registry = registry;
    time =
        Timer.builder("millrace.forecast.pass.time")
            .tag("model", model)
            .publishPercentiles(MEDIAN, TAIL)
            .register(registry);
    rows = registry.counter("millrace.forecast.pass.rows", "model", model, "kind", "real");
    padding = registry.counter("millrace.forecast.pass.rows", "model", model, "kind", "padding");
  }

  void ran(int real, int shape, long nanos) {
    time.record(Duration.ofNanos(nanos));
    rows.increment(real);
    padding.increment(shape - real);
  }

  @Override
  public void remove() {
    registry.remove(time);
    registry.remove(rows);
    registry.remove(padding);
  }
}
