package io.millrace.ingest.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.ingest.Brokers;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.source.IngestConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Runs the loop on a thread of its own, unless no kind is to be deduplicated. */
@ApplicationScoped
class PublishStage {

  private static final Duration TURN = Duration.ofSeconds(3); // a turn in hand is over by then
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final PublishSettings settings;
  private final PublishLoop loop;
  private final Thread thread;

  PublishStage(
      DeduplicationConfig config, Brokers brokers, IngestConfig ingest, MeterRegistry meters) {
    this.settings =
        new PublishSettings(
            brokers.servers(), ingest.instance(), config.kinds(), config.window(), config.ids());
    PublishedTail tail = new PublishedTail(settings, new Fingerprints(), Clock.systemUTC());
    this.loop =
        new PublishLoop(
            () -> PublishClients.of(settings),
            accepted -> tail.read(publishedOf(accepted)),
            settings.kinds(),
            new PublishMetrics(meters));
    this.thread = new Thread(loop, "publish");
  }

  private static TopicPartition publishedOf(TopicPartition accepted) {
    return new TopicPartition(EventKind.ofAccepted(accepted.topic()).topic(), accepted.partition());
  }

  /** Why nothing is published just now, though it should be. */
  Optional<String> trouble() {
    return settings.kinds().isEmpty() ? Optional.empty() : loop.trouble();
  }

  void start(@Observes StartupEvent started) {
    if (!settings.kinds().isEmpty()) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    loop.stop();
    thread.join(TURN.toMillis());
    thread.interrupt(); // a call that waits for a broker that is away
    thread.join(STOPPING.toMillis());
  }
}
