package io.millrace.forecast.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The forecasts of one version of one forecaster, and how they fare by bucket of leads. */
final class ModelMeters implements KeptModels.Removable {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter forecasts;
  private final List<Meter> meters = new ArrayList<>();
  private final Map<LeadBucket, Skill> skills = new EnumMap<>(LeadBucket.class);

  ModelMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
    forecasts = registry.counter("millrace.forecast.forecasts", tags);
    meters.add(forecasts);
  }

  void forecast(int count) {
    forecasts.increment(count);
  }

  /** Gauges appear with the first point of their bucket. */
  synchronized void judge(JudgedPoint point) {
    skills.computeIfAbsent(point.lead(), this::skill).add(point);
  }

  @Override
  public synchronized void remove() {
    meters.forEach(registry::remove);
  }

  private Skill skill(LeadBucket lead) {
    Skill skill = new Skill();
    Tags at = tags.and("lead", lead.toString());
    gauge("millrace.forecast.error.relative", at, skill, each -> each.error.ratio());
    gauge("millrace.forecast.error.scaled", at, skill, each -> each.scaledError.ratio());
    gauge("millrace.forecast.pinball.relative", at, skill, each -> each.pinball.ratio());
    gauge("millrace.forecast.coverage", at, skill, each -> each.covered.mean());
    gauge("millrace.forecast.coverage.target", at, skill, each -> each.target.mean());
    return skill;
  }

  private void gauge(String name, Tags at, Skill skill, ToDoubleFunction<Skill> value) {
    meters.add(Gauge.builder(name, skill, value).tags(at).strongReference(true).register(registry));
  }

  private static final class Skill {

    final RollingMean error = new RollingMean();
    final RollingMean scaledError = new RollingMean();
    final RollingMean pinball = new RollingMean();
    final RollingMean covered = new RollingMean();
    final RollingMean target = new RollingMean();

    void add(JudgedPoint point) {
      error.add(point.error());
      scaledError.add(point.scaledError());
      pinball.add(point.pinball());
      covered.add(point.covered());
      target.add(point.target());
    }
  }
}
