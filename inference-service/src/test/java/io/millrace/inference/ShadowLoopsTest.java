package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.TextEvent;
import io.millrace.inference.batch.BatchPolicy;
import io.millrace.inference.batch.ClassifierScorer;
import io.millrace.inference.batch.Explaining;
import io.millrace.inference.batch.Outlet;
import io.millrace.inference.batch.Rejections;
import io.millrace.inference.batch.Route;
import io.millrace.inference.loop.LoopSettings;
import io.millrace.inference.loop.Turns;
import io.millrace.inference.models.FakeClassifier;
import io.millrace.inference.models.FakeTexts;
import io.millrace.inference.models.KindShelf;
import io.millrace.inference.telemetry.ShadowMetrics;
import io.millrace.releases.Candidate;
import io.millrace.releases.MemoryLimit;
import io.millrace.releases.ModelMetrics;
import io.millrace.releases.ServedModel;
import io.millrace.releases.Workshop;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.NativeLedger;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowLoopsTest {

  @TempDir Path root;

  private final KindShelf<TextEvent, String> shelf =
      KindShelf.of(
          new FakeTexts(
              bundle ->
                  new FakeClassifier(
                      bundle, Duration.ofMillis(Long.parseLong(bundle.manifest().version())))),
          List.of("triage"),
          ServingOptions.defaults(),
          new Workshop(
              new Trial(3),
              new MemoryLimit(Optional.empty(), () -> 0),
              Runnable::run,
              Clock.systemUTC(),
              new ModelMetrics(new SimpleMeterRegistry(), NativeLedger.ofThisProcess())));
  private final Served<TextEvent, String> served =
      new Served<>(
          shelf,
          new BatchPolicy(
              List.of(Route.all("triage")),
              new Outlet(false, false),
              Explaining.nothing(),
              Rejections.none()),
          1);
  private final LoopMaker maker =
      new LoopMaker(
          Map.of("bootstrap.servers", "127.0.0.1:1"),
          "0",
          new LoopSettings(10, Duration.ofSeconds(1), "life", new Turns()),
          Optional::empty);
  private final ShadowLoops shadows =
      new ShadowLoops(maker, List.of(served), new ShadowMetrics(new SimpleMeterRegistry()));

  @AfterEach
  void stop() {
    shadows.stop();
  }

  @Test
  void aShadowIsToldOfUntilItEnds() {
    shadows.begin(release("2"));
    assertThat(shadows.loops()).containsOnlyKeys("shadow-triage");

    shadows.end("triage");

    assertThat(shadows.loops()).isEmpty();
  }

  @Test
  void onceAllAreStoppedNoneBegins() {
    shadows.stop();

    shadows.begin(release("2"));

    assertThat(shadows.loops()).isEmpty();
  }

  @Test
  void aRecordCostsAShadowWhatBothVersionsTakeForIt() {
    ServedModel<ClassifierScorer<TextEvent, String>> model = shelf.find("triage").orElseThrow();
    ModelBundle five = TinyBundles.text(root, "triage", "5");
    ModelBundle seven = TinyBundles.text(root, "triage", "7");
    model.bringIn(Candidate.of(five), () -> five);
    model.bringIn(Candidate.of(release("7")), () -> seven);

    assertThat(shadows.handler(served, model).expectedPerRecord()).isEqualTo(Duration.ofMillis(12));
  }

  @Test
  void loopsMayBeLookedAtWhileTheirEndIsWaitedFor() throws InterruptedException {
    LoopThreads threads = new LoopThreads();
    CountDownLatch stuck = new CountDownLatch(1);
    threads.start(
        maker.shadow(
            "text-events",
            "any",
            shadows.handler(served, shelf.find("triage").orElseThrow()),
            new ShadowMetrics(new SimpleMeterRegistry())),
        "stuck",
        () -> awaitWhateverInterrupts(stuck));
    Thread stopper = new Thread(threads::stop);
    stopper.start();
    await().until(() -> stopper.getState() == Thread.State.TIMED_WAITING);

    Thread probe = new Thread(threads::loops);
    probe.start();

    probe.join(10_000);
    assertThat(probe.isAlive()).isFalse();
    assertThat(threads.allEnded()).isFalse();
    stuck.countDown();
    stopper.join(10_000);
    assertThat(threads.allEnded()).isTrue();
  }

  private static void awaitWhateverInterrupts(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // Like native code.
      }
    }
  }

  private static ModelRelease release(String version) {
    return new ModelRelease(
        "triage", version, "file:/somewhere", "0".repeat(64), Instant.EPOCH, Role.SHADOW);
  }
}
