package io.millrace.ingest.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.ingest.Brokers;
import io.millrace.ingest.Gate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts each source that is switched on, on a thread of its own. */
@ApplicationScoped
class SourceThreads {

  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final SourcesConfig config;
  private final Brokers brokers;
  private final Gate gate;
  private final Counter dropped;
  private final List<Thread> threads = new ArrayList<>();

  SourceThreads(SourcesConfig config, Brokers brokers, Gate gate, MeterRegistry meters) {
    this.config = config;
    this.brokers = brokers;
    this.gate = gate;
    this.dropped = meters.counter("millrace.sources.logs.dropped");
  }

  void start(@Observes StartupEvent started) {
    Pace pace = Pace.system();
    Instant since = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    SourcePlan plan = new SourcePlan(config, brokers.connection(), new GateDelivery(gate), pace);
    for (Source source : plan.sources(since, dropped::increment)) {
      Thread thread = new Thread(new SourceLoop(source, pace), "source-" + source.name());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Waits a little: a source that ends in order leaves its group, session and files to others. */
  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + STOPPING.toNanos();
    for (Thread thread : threads) {
      TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
    }
  }
}
