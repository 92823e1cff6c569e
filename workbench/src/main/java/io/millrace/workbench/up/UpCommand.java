package io.millrace.workbench.up;

import io.millrace.workbench.Screen;
import io.millrace.workbench.topics.TopicTableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole of Millrace on this machine. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts broker and services, watches this machine, and shows what comes out.")
public final class UpCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "stop after this long, e.g. 90s, counted from readiness; fail if an output stayed at"
              + " zero")
  @Nullable Duration length;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "console on N, ingest on N+1, inference N+2, forecast N+3, Kafka N+4 and N+5")
  @Nullable Integer portBase;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where events, state and logs are kept (default: .millrace of the repository)")
  @Nullable Path data;

  @Option(names = "--fresh", description = "forget the events and state of earlier runs")
  boolean fresh;

  @Option(names = "--no-recorded", description = "don't replay the recorded history")
  boolean noRecorded;

  @Option(
      names = "--sources",
      split = ",",
      paramLabel = "SOURCE",
      description = "which are on, of text, host, frames, recorded (default: all)")
  List<Source> sources = List.of(Source.values());

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = Screen.ofThisProcess();
    try {
      return run(settings(), screen);
    } catch (UpException | TopicTableException e) {
      screen.say("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private int run(UpSettings settings, Screen screen) throws InterruptedException {
    try (DataLock lock = DataLock.take(settings.layout())) {
      prepare(settings, screen);
      Stop stop = new Stop();
      stop.onShutdown();
      try {
        Optional<Summary> summary = new Run(settings, screen, stop, startOfCommand()).toItsEnd();
        return summary.map(end -> told(end, settings, screen)).orElse(FAILED);
      } finally {
        stop.done();
      }
    }
  }

  private static void prepare(UpSettings settings, Screen screen) throws InterruptedException {
    Layout layout = settings.layout();
    List<String> leftovers = new PidFile(layout.pids()).stopLeftovers();
    if (!leftovers.isEmpty()) {
      screen.say("stopped what an earlier run left behind: " + String.join(", ", leftovers));
    }
    new Preflight(new ThisMachine(layout.data()), settings.ports().byRole())
        .obstacle()
        .ifPresent(
            obstacle -> {
              throw new UpException(obstacle);
            });
    Folders folders = new Folders(layout);
    if (settings.fresh()) {
      folders.empty();
    }
    folders.make();
  }

  /** Zero counts fail only a run whose length was asked for: Ctrl-C may come at any time. */
  private static int told(Summary summary, UpSettings settings, Screen screen) {
    screen.say(summary.toString());
    if (settings.length() == null || summary.silent().isEmpty()) {
      return 0;
    }
    screen.say("millrace: stayed at zero: " + summary.verdict());
    return FAILED;
  }

  private UpSettings settings() {
    Set<Source> on = EnumSet.copyOf(sources);
    if (noRecorded) {
      on.remove(Source.RECORDED);
    }
    Path repository = Path.of(System.getProperty("millrace.repository", "")).toAbsolutePath();
    Path kept = data == null ? repository.resolve(".millrace") : data.toAbsolutePath();
    return new UpSettings(
        new Layout(repository.normalize(), kept.normalize()),
        portBase == null ? Ports.STANDARD : Ports.from(portBase),
        on,
        length,
        fresh);
  }

  /** The script becomes this process, so that its start is the command's. */
  private static Instant startOfCommand() {
    return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  }
}
