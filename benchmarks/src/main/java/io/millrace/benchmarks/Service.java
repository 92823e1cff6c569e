package io.millrace.benchmarks;

import static org.awaitility.Awaitility.await;

import io.millrace.workbench.up.ClassArchives;
import io.millrace.workbench.up.JavaCommand;
import io.millrace.workbench.up.ServiceRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One service as it ships, in a process of its own that can be killed and started again. It gets
 * the options and the environment that {@code millrace up} gives it.
 */
public final class Service implements AutoCloseable {

  private static final int HEAP = 384; // MiB, as inference-service has in millrace up

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(40); // its own limit is 30 s
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
    this.process = started();
  }

  /**
   * Starts {@code NAME/target/quarkus-app}, and returns before it is ready.
   *
   * @param log is appended to
   * @param settings of its configuration, as system properties
   */
  static Service start(String name, Path repository, Path log, Map<String, String> settings) {
    int port = FreePort.next();
    JavaCommand java =
        new JavaCommand(HEAP, Path.of(System.getProperty("java.io.tmpdir")))
            .property("quarkus.http.port", port);
    settings.forEach(java::property);
    ProcessBuilder command =
        new ProcessBuilder(java.runningService(repository, name, ClassArchives.in(repository)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    command.environment().putAll(ServiceRuntime.ENVIRONMENT);
    return new Service(name, port, log, command);
  }

  private Process started() {
    try {
      return command.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, as a supervisor would; the process before must have ended. */
  public void start() {
    process = started();
  }

  public Service ready() {
    await(name + " is ready (log: " + log + ")")
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast(name + " ended, see " + log, () -> !process.isAlive())
        .until(this::isReady);
    return this;
  }

  public boolean isReady() {
    return status("/q/health/ready") == 200;
  }

  public boolean isLive() {
    return status("/q/health/live") == 200;
  }

  /** The process runs, and says that it is well. */
  public boolean alive() {
    return isRunning() && isLive();
  }

  /** The process has not ended. */
  public boolean isRunning() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** {@code kill -9}: no shutdown hook runs. */
  public void kill() {
    process.destroyForcibly();
    await(name + " is dead")
        .atMost(Duration.ofSeconds(10))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !process.isAlive());
  }

  public URI at(String path) {
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

  /** The body of what is at a path. */
  public String get(String path) {
    return answer(HttpRequest.newBuilder(at(path)).GET());
  }

  /** The body of the answer to some JSON. */
  public String post(String path, byte[] json) {
    return answer(
        HttpRequest.newBuilder(at(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(json)));
  }

  private static String answer(HttpRequest.Builder request) {
    HttpRequest complete = request.timeout(Duration.ofSeconds(30)).build();
    try {
      HttpResponse<String> answer = HTTP.send(complete, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            complete.uri() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to stop and waits until it has; nothing happens if it has ended already. */
  @Override
  public void close() {
    process.destroy();
    await(name + " has stopped")
        .atMost(STOP)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive());
  }

  /** What its memory hangs on: the allocator's setting and the options of the JVM. */
  public static String memorySettings() {
    return "allocator glibc with MALLOC_ARENA_MAX="
        + ServiceRuntime.ENVIRONMENT.get("MALLOC_ARENA_MAX")
        + ", JVM "
        + String.join(" ", ServiceRuntime.options(HEAP));
  }

  static String javaCommand() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  /** The lines this service has logged so far, in all its lives. */
  public List<String> logged() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
