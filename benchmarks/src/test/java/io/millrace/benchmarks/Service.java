package io.millrace.benchmarks;

import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Map;

/** One service as it ships, in a process of its own that can be killed and started again. */
final class Service implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String name;
  private final int port;
  private final Path log;
  private final ProcessBuilder command;
  private Process process;

  private Service(String name, int port, Path log, ProcessBuilder command) {
    this.name = name;
    this.port = port;
    this.log = log;
    this.command = command;
  }

  /**
   * Starts {@code NAME/target/quarkus-app}, and returns before it is ready.
   *
   * @param settings of its configuration, as system properties
   */
  static Service start(String name, Path repository, Path folder, Map<String, String> settings) {
    int port = FreePort.next();
    List<String> words = new ArrayList<>(List.of(javaCommand(), "-Xmx512m", "-XX:+UseSerialGC"));
    if (Runtime.version().feature() >= 24) {
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    words.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    words.add("-Dquarkus.http.port=" + port);
    settings.forEach((key, value) -> words.add("-D" + key + "=" + value));
    words.add("-jar");
    words.add(repository.resolve(name + "/target/quarkus-app/quarkus-run.jar").toString());
    Path log = folder.resolve(name + ".log");
    ProcessBuilder command =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    command.environment().put("TF_ENABLE_ONEDNN_OPTS", "1");
    command.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
    Service service = new Service(name, port, log, command);
    service.start();
    return service;
  }

  void start() {
    try {
      process = command.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Service ready() {
    await(name + " is ready (log: " + log + ")")
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast(name + " ended, see " + log, () -> !process.isAlive())
        .until(() -> status("/q/health/ready") == 200);
    return this;
  }

  boolean alive() {
    return process.isAlive() && status("/q/health/live") == 200;
  }

  /** {@code kill -9}: no shutdown hook runs. */
  void kill() {
    process.destroyForcibly();
    await(name + " is dead").atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private int status(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(2)).GET().build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return -1; // not listening yet
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    await(name + " has stopped").atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }

  static String javaCommand() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  /** The lines this service has logged so far. */
  List<String> logged() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
