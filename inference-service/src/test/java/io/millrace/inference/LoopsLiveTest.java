package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.LoopSettings;
import io.millrace.inference.loop.RecordHandler;
import io.millrace.inference.loop.TransactionalLoop;
import io.millrace.inference.loop.Turns;
import io.millrace.inference.telemetry.AllListeners;
import io.millrace.releases.topics.Backoff;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class LoopsLiveTest {

  /** Is never called: its loop dies before. */
  private static final class Unused implements RecordHandler<HandledBatch> {
    @Override
    public HandledBatch handle(List<ConsumerRecord<byte[], byte[]>> records) {
      throw new IllegalStateException();
    }

    @Override
    public HandledBatch refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
      throw new IllegalStateException();
    }

    @Override
    public Duration expectedPerRecord() {
      return Duration.ZERO;
    }
  }

  /** A service of which nothing is started. */
  @Vetoed
  private static final class Service extends InferenceService {
    private final Map<String, TransactionalLoop<?>> shadows;
    private final Optional<String> deathOfReleases;

    Service(Map<String, TransactionalLoop<?>> shadows, Optional<String> deathOfReleases) {
      super(
          UnstartedService.settings(),
          UnstartedService.CONFIGURATION,
          new SimpleMeterRegistry(),
          OpenTelemetry.noop().getTracer("none"));
      this.shadows = shadows;
      this.deathOfReleases = deathOfReleases;
    }

    @Override
    Map<String, TransactionalLoop<?>> shadowLoops() {
      return shadows;
    }

    @Override
    Optional<String> deathOfReleases() {
      return deathOfReleases;
    }
  }

  @Test
  void aShadowsLoopThatIsDeadIsWorthARestartAndReadinessDoesWithoutIt() {
    Service service = new Service(Map.of("shadow-triage", dead()), Optional.empty());

    HealthCheckResponse live = new LoopsLive(service).call();

    assertThat(live.getStatus()).isEqualTo(Status.DOWN);
    assertThat(live.getData().orElseThrow())
        .containsEntry("shadow-triage", "dead: java.lang.OutOfMemoryError: heap")
        .containsEntry("model-releases", "followed");
    assertThat(new ServiceReady(service).call().getData().orElse(Map.of()))
        .doesNotContainKey("shadow-triage");
  }

  @Test
  void soIsAFollowerOfReleasesThatIs() {
    HealthCheckResponse live =
        new LoopsLive(new Service(Map.of(), Optional.of("java.lang.OutOfMemoryError: heap")))
            .call();

    assertThat(live.getStatus()).isEqualTo(Status.DOWN);
    assertThat(live.getData().orElseThrow())
        .containsEntry("model-releases", "dead: java.lang.OutOfMemoryError: heap");
  }

  private static TransactionalLoop<?> dead() {
    TransactionalLoop<HandledBatch> loop =
        new TransactionalLoop<>(
            "text-events",
            () -> {
              throw new OutOfMemoryError("heap");
            },
            new Unused(),
            new LoopSettings(10, Duration.ofSeconds(1), "life", new Turns()),
            Optional::empty,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
            new AllListeners<>(List.of()),
            Logger.getLogger(LoopsLiveTest.class));
    assertThatThrownBy(loop::run).isInstanceOf(OutOfMemoryError.class);
    return loop;
  }
}
