package io.millrace.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.events.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through the whole service but Kafka. */
@QuarkusTest
@TestProfile(DroppedFilesTest.WithFolder.class)
class DroppedFilesTest {

  /** The folder source, on a folder of its own. */
  public static class WithFolder implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        return Map.of(
            "millrace.sources.folder.enabled", "true",
            "millrace.sources.folder.settle", "100ms",
            "millrace.sources.folder.directory", Files.createTempDirectory("dropped").toString());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @Inject RecordedSink sink;

  @ConfigProperty(name = "millrace.sources.folder.directory")
  Path directory;

  @BeforeEach
  void reset() {
    sink.reset();
  }

  private void drop(String name, String text) throws IOException {
    Path hidden = Files.writeString(directory.resolve("." + name), text);
    Files.move(hidden, directory.resolve(name));
  }

  private void awaitIn(String folder, String... names) {
    await()
        .ignoreExceptions() // the folder is made for the first file
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.list(directory.resolve(folder))) {
                assertThat(files.map(file -> file.getFileName().toString())).contains(names);
              }
            });
  }

  private static String text(String id) {
    return "{\"id\":\"%s\",\"source\":\"s\",\"at\":\"2026-01-31T12:00:00Z\",\"text\":\"t\"}"
        .formatted(id);
  }

  private List<String> values(String topic) {
    return sink.of(topic).stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  @Test
  void whatIsAcceptedIsOnItsTopicAndWhatIsRefusedOnRejectedEvents() throws IOException {
    drop("a.text.ndjson", text("1") + "\nbroken\n" + text("2"));

    awaitIn("done", "a.text.ndjson", "a.text.ndjson.errors");
    assertThat(values(Topics.TEXT_ACCEPTED)).hasSize(2);
    assertThat(values(Topics.REJECTED_EVENTS)).containsExactly("broken");
  }

  @Test
  void anEventThatNoTopicTakesIsRefusedAndHoldsUpNothing() throws IOException {
    String samples = "1,".repeat(60_000) + "1"; // which are written as 1.0
    String channels =
        Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
            .map(name -> "\"" + name + "\":[" + samples + "]")
            .reduce((some, more) -> some + "," + more)
            .orElseThrow();
    String frame =
        "{\"id\":\"%s\",\"sensor\":\"s\",\"at\":\"2026-01-31T12:00:00Z\",\"rateHz\":1,\"channels\":{%s}}%n";
    drop(
        "a.sensor.ndjson",
        frame.formatted("large", channels) + frame.formatted("small", "\"x\":[1]"));

    awaitIn("done", "a.sensor.ndjson", "a.sensor.ndjson.errors");
    assertThat(values(Topics.SENSOR_ACCEPTED)).singleElement().asString().contains("small");
    assertThat(Files.readString(directory.resolve("done/a.sensor.ndjson.errors")))
        .startsWith("line 1: json: must have at most 1000000 bytes");
  }

  @Test
  void whileKafkaIsAwayNothingIsMoved() throws IOException {
    sink.beUnreachable();
    drop("b.text.ndjson", text("1"));
    Path dropped = directory.resolve("b.text.ndjson");
    await().during(Duration.ofMillis(500)).until(() -> Files.exists(dropped));
    sink.reset();

    awaitIn("done", "b.text.ndjson");
    assertThat(values(Topics.TEXT_ACCEPTED)).hasSize(1);
  }
}
