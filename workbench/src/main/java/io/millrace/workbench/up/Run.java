package io.millrace.workbench.up;

import io.millrace.workbench.Screen;
import io.millrace.workbench.topics.TopicSetup;
import io.millrace.workbench.topics.TopicTable;
import io.millrace.workbench.topics.TopicTableException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One life of Millrace: start, watch, stop. Its data folder must be locked all along. */
final class Run {

  private final UpSettings settings;
  private final Screen screen;
  private final Stop stop;
  private final Folders folders;
  private final Children children;
  private final Waiting waiting;
  private final Tally tally;

  /**
   * @param start of the command
   */
  Run(UpSettings settings, Screen screen, Stop stop, Instant start) {
    this.settings = settings;
    this.screen = screen;
    this.stop = stop;
    this.folders = new Folders(settings.layout());
    this.children = new Children(new PidFile(settings.layout().pids()));
    this.waiting = new Waiting(screen, children, stop, start, settings.layout().logs());
    this.tally = new Tally(Clock.systemUTC(), start);
  }

  /**
   * Returns when everything has stopped; empty if it could not start or a process died, which it
   * has told then.
   *
   * @throws TopicTableException if the table of topics is wrong, before anything is started
   */
  Optional<Summary> toItsEnd() throws InterruptedException {
    TopicTable topics = TopicTable.read(settings.layout().topics());
    ChildPlans plans =
        new ChildPlans(settings, recording(), ClassArchives.in(settings.layout().repository()));
    try {
      children.startBroker(logged(plans.broker()));
      // Neither needs the broker to start, and one loads its models first, which takes longest.
      children.startService(logged(plans.inference()));
      children.startService(logged(plans.ingest()));
      try (BrokerClient broker = BrokerClient.of(settings.ports())) {
        return withBroker(broker, topics, plans);
      }
    } catch (UpException | TopicTableException e) {
      screen.say("millrace: " + e.getMessage());
      return Optional.empty();
    } finally {
      screen.say("stopping services and broker");
      children.stop();
    }
  }

  private Optional<Recording> recording() {
    if (!settings.has(Source.RECORDED)) {
      return Optional.empty();
    }
    Optional<Recording> recording = Recording.find(settings.layout());
    if (recording.isEmpty()) {
      screen.say("note: " + settings.layout().recording() + " is missing; nothing is replayed");
    }
    return recording;
  }

  private Optional<Summary> withBroker(BrokerClient broker, TopicTable topics, ChildPlans plans)
      throws InterruptedException {
    if (!waiting.until(Map.of("broker", broker::answers))) {
      return Optional.empty();
    }
    new TopicSetup(broker.admin()).create(topics);
    try (TopicReader reader = TopicReader.start(settings.ports().bootstrapServers(), tally)) {
      return servicesStarted(plans)
          ? Optional.of(new Watch(settings, screen, stop, children, tally).over(broker.admin()))
          : Optional.empty();
    }
  }

  private boolean servicesStarted(ChildPlans plans) throws InterruptedException {
    Readiness readiness = new Readiness();
    Map<String, Waiting.Check> checks = new LinkedHashMap<>();
    checks.put("ingest-service", () -> readiness.ready(settings.ports().ingest()));
    checks.put("inference-service", () -> readiness.ready(settings.ports().inference()));
    if (!waiting.until(checks)) {
      return false;
    }
    // Last, so that the first events need not share the cores with their start.
    children.startService(logged(plans.forecast()));
    children.startService(logged(plans.console()));
    Map<String, Waiting.Check> last = new LinkedHashMap<>();
    last.put("forecast-service", () -> readiness.ready(settings.ports().forecast()));
    last.put("console", () -> readiness.ready(settings.ports().console()));
    return waiting.until(last);
  }

  private ChildPlan logged(ChildPlan plan) {
    folders.rotate(plan.log());
    return plan;
  }
}
