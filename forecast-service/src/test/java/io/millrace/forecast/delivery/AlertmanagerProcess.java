package io.millrace.forecast.delivery;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Debian's Alertmanager, alone, on a free port. */
final class AlertmanagerProcess implements AutoCloseable {

  private static final String PROGRAM = "prometheus-alertmanager";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Path program;
  private final Path folder;
  private final int port;
  private int life;
  private Process process;

  private AlertmanagerProcess(Path program, Path folder) throws IOException {
    this.program = program;
    this.folder = folder;
    this.port = freePort();
    startAgain();
  }

  /** Ends the test where there is none. */
  static AlertmanagerProcess start(Path folder) throws IOException {
    Optional<Path> program = onPath();
    Assumptions.assumeTrue(
        program.isPresent(), "skipped: no " + PROGRAM + " on the PATH (Debian has it)");
    return new AlertmanagerProcess(program.orElseThrow(), folder);
  }

  private static Optional<Path> onPath() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** With an empty memory. */
  void startAgain() throws IOException {
    Path configuration = folder.resolve("alertmanager.yml");
    Files.writeString(configuration, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    life++;
    process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.path=" + folder.resolve("storage-" + life),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    await().ignoreExceptions().until(() -> get("/-/ready").length() > 0);
  }

  void killAndForget() {
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
  }

  URI alerts() {
    return URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
  }

  /** Key and severity of each alert that is active. */
  List<String> active() {
    List<String> active = new ArrayList<>();
    for (JsonNode alert : listed()) {
      JsonNode labels = alert.get("labels");
      active.add(labels.get("key").asText() + " " + labels.get("severity").asText());
    }
    return active;
  }

  Instant endsAt(String key) {
    for (JsonNode alert : listed()) {
      if (alert.get("labels").get("key").asText().equals(key)) {
        return Instant.parse(alert.get("endsAt").asText());
      }
    }
    return Instant.MIN;
  }

  private JsonNode listed() {
    try {
      return new ObjectMapper().readTree(get("/api/v2/alerts?active=true"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String get(String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(alerts().resolve(path)).timeout(PATIENCE).GET().build();
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
