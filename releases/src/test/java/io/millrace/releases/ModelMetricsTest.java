package io.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.NativeLedger;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelMetricsTest {

  @TempDir Path root;

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ModelMetrics metrics = new ModelMetrics(registry, NativeLedger.ofThisProcess());

  @Test
  void aShadowThatIsWithdrawnIsNoLongerSaidToServe() {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    ModelShelf shelf = shelf();
    metrics.watch(shelf);
    shelf.bringInNewest(List.of(bundle));
    ServedModel<?> model = shelf.find("triage").orElseThrow();
    model.bringIn(new Candidate("triage", "1", Role.SHADOW, "file:/1", "ab"), () -> bundle);
    assertThat(serving()).containsExactlyInAnyOrder("serving", "shadow");

    model.end(Role.SHADOW);

    assertThat(serving()).containsExactly("serving");
  }

  private ModelShelf shelf() {
    Workshop workshop =
        new Workshop(
            new Trial(3),
            new MemoryLimit(Optional.empty(), () -> 0),
            Runnable::run,
            Clock.systemUTC(),
            metrics);
    FakeLoader loader = new FakeLoader(bundle -> new FakeModel(bundle, Duration.ofMillis(1)));
    return new ModelShelf(
        List.of(Shelf.of(List.of("triage"), loader, workshop)),
        () -> {
          throw new IllegalStateException("What was found is not looked for again.");
        });
  }

  private List<String> serving() {
    return registry.find("millrace.model.serving").gauges().stream()
        .map(Gauge::getId)
        .map(id -> id.getTag("role"))
        .toList();
  }
}
