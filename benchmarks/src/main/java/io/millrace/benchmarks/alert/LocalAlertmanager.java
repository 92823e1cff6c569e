package io.millrace.benchmarks.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.Folders;
import io.millrace.benchmarks.FreePort;
import io.millrace.workbench.proof.MissingDataException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Alertmanager as Debian ships it, alone, on a port that is free while it is down. */
final class LocalAlertmanager implements AutoCloseable {

  private static final String PROGRAM = "prometheus-alertmanager";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofSeconds(20);

  private final Path program;
  private final Path folder;
  private final int port = FreePort.next();
  private @Nullable Process process;

  private LocalAlertmanager(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * It is not started yet.
   *
   * @throws MissingDataException if it is not installed
   */
  static LocalAlertmanager in(Path folder) {
    Path program =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, PROGRAM))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    MissingDataException.because(
                        "no " + PROGRAM + " on the PATH; Debian has a package of that name"));
    return new LocalAlertmanager(program, folder);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void start() {
    try {
      Folders.delete(folder);
      Files.createDirectories(folder);
      Path configuration = folder.resolve("alertmanager.yml");
      Path log = folder.resolve("alertmanager.log");
      Files.writeString(configuration, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
      Process started =
          new ProcessBuilder(
                  program.toString(),
                  "--config.file=" + configuration,
                  "--storage.path=" + folder.resolve("storage"),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--cluster.listen-address=")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process = started;
      Awaitility.await("Alertmanager is ready, see " + log)
          .atMost(START)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptions()
          .failFast(() -> mustRun(started, log))
          .until(() -> !get("/-/ready").isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void mustRun(Process started, Path log) throws IOException {
    if (!started.isAlive()) {
      throw new IllegalStateException("Alertmanager ended: " + Files.readString(log));
    }
  }

  /** Key and severity of what is active of one rule, sorted. */
  List<String> active(String rule) {
    List<String> active = new ArrayList<>();
    try {
      for (JsonNode alert : new ObjectMapper().readTree(get("/api/v2/alerts?active=true"))) {
        JsonNode labels = alert.path("labels");
        if (labels.path("alertname").asText().equals(rule)) {
          active.add(labels.path("key").asText() + " " + labels.path("severity").asText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return active.stream().sorted().toList();
  }

  private String get(String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE).GET().build();
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
