package io.millrace.ingest.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.ingest.Brokers;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.IngestConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the loops, each on a thread of its own, unless no kind is to be deduplicated. */
@ApplicationScoped
class PublishStage {

  private static final Duration TURN = Duration.ofSeconds(3); // a turn in hand is over by then
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final List<PublishLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  PublishStage(
      DeduplicationConfig config, Brokers brokers, IngestConfig ingest, MeterRegistry meters) {
    PublishSettings settings =
        new PublishSettings(
            brokers.connection(),
            ingest.instance(),
            config.kinds(),
            config.window(),
            config.ids(),
            config.threads());
    int count = settings.kinds().isEmpty() ? 0 : settings.threads();
    List<PublishMetrics> metrics = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      metrics.add(new PublishMetrics(meters));
      PublishLoop loop = loop(settings, number, metrics.get(number));
      loops.add(loop);
      threads.add(new Thread(loop, "publish-" + number));
    }
    Gauge.builder(
            "millrace.events.unpublished",
            metrics,
            all -> all.stream().mapToLong(PublishMetrics::lag).sum())
        .strongReference(true) // nobody else holds the list
        .register(meters);
  }

  private static PublishLoop loop(PublishSettings settings, int number, PublishMetrics metrics) {
    PublishedTail tail = new PublishedTail(settings, new Fingerprints(), Clock.systemUTC());
    return new PublishLoop(
        () -> PublishClients.of(settings, number),
        accepted -> tail.read(EventKind.ofAccepted(accepted.topic()), accepted.partition()),
        settings.kinds(),
        metrics);
  }

  /** Why some of it is not published just now, though it should be. */
  Optional<String> trouble() {
    return loops.stream().flatMap(loop -> loop.trouble().stream()).findFirst();
  }

  void start(@Observes StartupEvent started) {
    for (Thread thread : threads) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    loops.forEach(PublishLoop::stop);
    long patience = System.nanoTime() + TURN.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime())));
    }
    threads.forEach(Thread::interrupt); // a call that waits for a broker that is away
    for (Thread thread : threads) {
      thread.join(STOPPING.toMillis());
    }
  }
}
