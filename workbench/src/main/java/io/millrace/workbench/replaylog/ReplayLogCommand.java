package io.millrace.workbench.replaylog;

import io.millrace.workbench.up.Layout;
import io.millrace.workbench.up.ServiceRuntime;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the replay of forecast-service's artifact; it needs the broker, and not the service. */
@Command(
    name = "replay-log",
    mixinStandardHelpOptions = true,
    description =
        "Forecasts a range of the log again, through the topology of the service: each forecast as"
            + " its record, and the rolling-origin table.")
public final class ReplayLogCommand implements Callable<Integer> {

  private static final String MAIN = "io.millrace.forecast.replay.ReplayMain";
  private static final int HEAP = 1024; // MiB: every series' state lies in it

  private final Path repository;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "the Kafka broker (default: ${DEFAULT-VALUE})")
  String bootstrap = "127.0.0.1:9092";

  @Option(names = "--from", paramLabel = "TIME", description = "first issue time (ISO-8601)")
  @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "issue time after the last (ISO-8601)")
  @Nullable Instant to;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "which series; * stands for anything (default: all)")
  String series = "*";

  @Option(
      names = "--anew",
      description =
          "decide by the jobs and models of now (default: version, batch shape and skips as they"
              + " were recorded; then the forecasts are the same to the bit)")
  boolean anew;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "where bundles lie (default: those built and trained here)")
  List<Path> models = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a key of the service's configuration, where it was run with another value")
  List<String> settings = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "of forecasts.ndjson, alerts.ndjson and rolling-origin.csv")
  Path out = Path.of("");

  @Spec CommandSpec spec;

  public ReplayLogCommand() {
    this(Path.of(System.getProperty("millrace.repository", "")));
  }

  /**
   * @param repository with the artifact of forecast-service
   */
  public ReplayLogCommand(Path repository) {
    this.repository = repository;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (from != null && to != null && !from.isBefore(to)) {
      throw wrong("--to: must be after --from, is " + to);
    }
    Path root = repository.toAbsolutePath().normalize();
    ProcessBuilder replay = new ProcessBuilder(words(root)).inheritIO();
    replay.environment().putAll(ServiceRuntime.ENVIRONMENT);
    return replay.start().waitFor();
  }

  private List<String> words(Path root) {
    Layout layout = new Layout(root, root.resolve(".millrace"));
    List<Path> bundles = models.isEmpty() ? layout.models() : models;
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ServiceRuntime.options(HEAP));
    ServiceRuntime.nativeLibraries(root)
        .forEach((name, folder) -> words.add("-D" + name + "=" + folder));
    words.add("-Dkafka.bootstrap.servers=" + bootstrap);
    words.add(
        "-Dmillrace.models.directories="
            + bundles.stream().map(Path::toString).collect(Collectors.joining(",")));
    words.add("-Dmillrace.replay.out=" + out.toAbsolutePath());
    words.add("-Dmillrace.replay.series=" + series);
    words.add("-Dmillrace.replay.mode=" + (anew ? "anew" : "recorded"));
    if (from != null) {
      words.add("-Dmillrace.replay.from=" + from);
    }
    if (to != null) {
      words.add("-Dmillrace.replay.to=" + to);
    }
    settings.forEach(setting -> words.add("-D" + setting));
    words.addAll(List.of("-cp", classPath(root), MAIN));
    return words;
  }

  private String classPath(Path root) {
    Path app = root.resolve("forecast-service").resolve("target").resolve("quarkus-app");
    if (!Files.isDirectory(app)) {
      throw wrong("forecast-service is not built: " + app + " is missing");
    }
    return List.of("app", "lib/main", "lib/boot").stream()
        .map(folder -> app.resolve(folder) + File.separator + "*")
        .collect(Collectors.joining(File.pathSeparator));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
