package io.millrace.forecast.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.events.Alert;
import io.millrace.forecast.stream.ClosedStep;
import io.millrace.forecast.stream.StreamListener;
import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts, times and judges what the stream does. Series are no labels: there are thousands. */
public final class ForecastMetrics implements StreamListener {

  /** Versions come and go; a process keeps the figures of so many. */
  static final int MOST_MODELS = 16;

  private final MeterRegistry registry;
  private final KeptModels models;
  private final StageMeters stages;
  private final Counter skipped;
  private final Counter forgotten;
  private final Map<Object, Integer> waiting = new ConcurrentHashMap<>(); // by task

  public ForecastMetrics(MeterRegistry registry) {
    this.registry = registry;
    models = new KeptModels(registry, MOST_MODELS);
    stages = new StageMeters(registry);
    skipped = registry.counter("millrace.forecast.skipped.steps");
    forgotten = registry.counter("millrace.forecast.forgotten.series");
    registry.gauge(
        "millrace.forecast.due.steps",
        waiting,
        all -> all.values().stream().mapToInt(Integer::intValue).sum());
  }

  @Override
  public void forecast(Served served, int seriesCount) {
    models.of(served).forecast(seriesCount);
  }

  @Override
  public void scored(ClosedStep step, List<Scored> scored) {
    Judgement.of(scored)
        .forEach((served, points) -> points.forEach(point -> models.of(served).judge(point)));
  }

  @Override
  public void skipped(int steps) {
    skipped.increment(steps);
  }

  @Override
  public void rejected(String stage) {
    registry.counter("millrace.forecast.rejections", "stage", stage).increment();
  }

  @Override
  public void decided(String decision) {
    registry.counter("millrace.forecast.decisions", "decision", decision).increment();
  }

  @Override
  public void alerted(Alert alert) {
    String state = alert.state().name().toLowerCase(Locale.ROOT);
    registry.counter("millrace.forecast.alerts", "rule", alert.rule(), "state", state).increment();
  }

  @Override
  public void stage(Stage stage, long nanos, int steps) {
    stages.took(stage, nanos, steps);
  }

  @Override
  public void pass(String model, int rows, int shape, long nanos) {
    models.pass(model, rows, shape, nanos);
  }

  @Override
  public void waiting(Object task, int steps) {
    if (steps == 0) {
      waiting.remove(task);
    } else {
      waiting.put(task, steps);
    }
  }

  @Override
  public void forgotten(int series) {
    forgotten.increment(series);
  }
}
