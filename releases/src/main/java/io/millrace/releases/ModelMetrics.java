package io.millrace.releases;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.millrace.serving.NativeLedger;
import io.millrace.serving.life.ModelState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells of models: in logs when something becomes of one, in metrics what stands. */
public final class ModelMetrics implements LifeListener {

  private static final Logger LOG = Logger.getLogger("io.millrace.releases");

  private final MeterRegistry registry;
  private final MultiGauge serving;
  private volatile @Nullable ModelShelf watched;

  public ModelMetrics(MeterRegistry registry, NativeLedger ledger) {
    this.registry = registry;
    this.serving =
        MultiGauge.builder("millrace.model.serving")
            .description("1 for the version that serves")
            .register(registry);
    memory("weights", ledger, NativeLedger::weightBytes);
    memory("tensors", ledger, NativeLedger::tensorBytes);
  }

  private void memory(String kind, NativeLedger ledger, ToDoubleFunction<NativeLedger> bytes) {
    Gauge.builder("millrace.native.bytes", ledger, bytes)
        .tag("kind", kind)
        .description("live native memory of models and of tensors in use")
        .register(registry);
  }

  /** From now on, what stands on this shelf is told. */
  public void watch(ModelShelf shelf) {
    watched = shelf;
    refresh(shelf);
    for (String state :
        new String[] {"loading", "warm", "serving", "draining", "closed", "refused"}) {
      Gauge.builder("millrace.model.versions", shelf, each -> count(each, state))
          .tag("state", state)
          .register(registry);
    }
  }

  private static double count(ModelShelf shelf, String state) {
    return shelf.lives().filter(life -> life.state().word().equals(state)).count();
  }

  private void refresh(ModelShelf shelf) {
    serving.register(
        shelf
            .lives()
            .filter(life -> life.state() instanceof ModelState.Serving)
            .map(life -> MultiGauge.Row.of(tags(life), 1))
            .toList(),
        true);
  }

  private static Tags tags(ModelLife life) {
    return Tags.of(
        "model",
        life.model(),
        "version",
        life.version(),
        "role",
        life.role().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void served(ModelLife life) {
    LOG.infof("Serving %s %s from %s", life.model(), life.version(), life.uri());
    count(life, "served");
    refresh();
  }

  private void refresh() {
    ModelShelf shelf = watched;
    if (shelf != null) {
      refresh(shelf);
    }
  }

  @Override
  public void refused(ModelLife life, Throwable reason) {
    LOG.errorf("Refused: %s %s: %s", life.model(), life.version(), reason.getMessage());
    LOG.debug("The refusal", reason);
    count(life, "refused");
  }

  @Override
  public void ended(ModelLife life) {
    LOG.infof("No longer serving %s %s from %s", life.model(), life.version(), life.uri());
    refresh();
  }

  private void count(ModelLife life, String outcome) {
    registry
        .counter("millrace.model.attempts", "model", life.model(), "outcome", outcome)
        .increment();
  }

  /** Milliseconds that a model took for a batch: mean, and recent percentiles. */
  public Map<String, Double> latency(String model) {
    Map<String, Double> milliseconds = new LinkedHashMap<>();
    Timer timer = registry.find("millrace.model.time").tag("model", model).timer();
    if (timer != null && timer.count() > 0) {
      milliseconds.put("mean", rounded(timer.mean(TimeUnit.MILLISECONDS)));
      for (ValueAtPercentile each : timer.takeSnapshot().percentileValues()) {
        milliseconds.put(
            "p" + Math.round(each.percentile() * 100), rounded(each.value(TimeUnit.MILLISECONDS)));
      }
    }
    return milliseconds;
  }

  private static double rounded(double milliseconds) {
    return Math.rint(milliseconds * Duration.ofMillis(1).toNanos() / 1e3) / 1e3;
  }
}
