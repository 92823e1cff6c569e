package io.millrace.workbench.up;

import io.millrace.workbench.Screen;
import io.millrace.workbench.topics.TopicSetup;
import io.millrace.workbench.topics.TopicTable;
import io.millrace.workbench.topics.TopicTableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts and stops all processes once, after a build, so that each archives its classes. */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts and stops everything once, so that later starts are quicker.")
public final class RehearseCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  /** An archive is written when the process ends, which takes seconds of all cores. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = Screen.ofThisProcess();
    try {
      rehearse(screen);
      return 0;
    } catch (UpException | TopicTableException e) {
      screen.say("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private static void rehearse(Screen screen) throws InterruptedException {
    Path repository =
        Path.of(System.getProperty("millrace.repository", "")).toAbsolutePath().normalize();
    Layout layout = new Layout(repository, repository.resolve("target").resolve("rehearsal"));
    try (DataLock lock = DataLock.take(layout)) {
      Folders folders = new Folders(layout);
      folders.empty();
      folders.make();
      ClassArchives archives = ClassArchives.fresh(repository);
      UpSettings settings =
          new UpSettings(layout, Ports.free(), EnumSet.allOf(Source.class), null, true);
      startedAndStopped(
          settings, new ChildPlans(settings, Recording.find(layout), archives), screen);
      archives.keep(ChildPlans.BROKER);
      Layout.SERVICES.forEach(archives::keep);
    }
  }

  /** All services together, for here nobody waits for the first answer. */
  private static void startedAndStopped(UpSettings settings, ChildPlans plans, Screen screen)
      throws InterruptedException {
    Layout layout = settings.layout();
    Ports ports = settings.ports();
    Children children = new Children(new PidFile(layout.pids()), PATIENCE, PATIENCE);
    Waiting waiting = new Waiting(screen, children, new Stop(), Instant.now(), layout.logs());
    Readiness readiness = new Readiness();
    try (BrokerClient broker = BrokerClient.of(ports)) {
      children.startBroker(plans.broker());
      waiting.until(Map.of("broker", broker::answers));
      new TopicSetup(broker.admin()).create(TopicTable.read(layout.topics()));
      children.startService(plans.inference());
      children.startService(plans.ingest());
      children.startService(plans.forecast());
      children.startService(plans.console());
      waiting.until(
          Map.of(
              "ingest-service", () -> readiness.ready(ports.ingest()),
              "inference-service", () -> readiness.ready(ports.inference()),
              "forecast-service", () -> readiness.ready(ports.forecast()),
              "console", () -> readiness.ready(ports.console())));
    } finally {
      children.stop();
    }
  }
}
