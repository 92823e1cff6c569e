package io.millrace.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.workbench.Millrace;
import io.millrace.workbench.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {

  private static final int ROWS = 1_200; // two whole batches and a rest

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Map<String, String> environment = Map.of();

  @Test
  void aFileIsSentAndItsRateIsTold() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      int exit = run(numbers(), "--url", ingest.url().toString());

      assertThat(exit).isZero();
      assertThat(ingest.lines()).hasSize(ROWS).doesNotHaveDuplicates();
      assertThat(printed()).containsPattern("1,200 rows accepted, 0 rejected, [0-9,]+ rows/s");
    }
  }

  @Test
  void theKeyOfTheEnvironmentIsSent() throws Exception {
    environment = Map.of("MILLRACE_API_KEY", "mr_1_secret");
    try (FakeIngest ingest = new FakeIngest()) {
      run(numbers(), "--url", ingest.url().toString());

      assertThat(ingest.authorizations).containsOnly("Bearer mr_1_secret");
      assertThat(printed()).doesNotContain("secret");
    }
  }

  @Test
  void aDryRunNamesEveryWrongRowAndNeedsNoService() throws Exception {
    List<String> rows = new ArrayList<>(List.of("time,a"));
    for (int row = 0; row < 20; row++) {
      rows.add("2026-01-01T00:00:%02dZ,%s".formatted(row, row % 2 == 0 ? "1" : "warm"));
    }
    Path file = csv(rows);

    int exit = run(file, "--dry-run", "--url", "http://127.0.0.1:1");

    assertThat(exit).isEqualTo(1);
    assertThat(printed().lines().filter(line -> line.contains("not a number"))).hasSize(10);
    assertThat(printed())
        .contains(file + ":3: column a holds 'warm', not a number")
        .contains(file + ":21: column a")
        .endsWith("10 rows are valid, 10 are not; nothing was sent\n");
  }

  @Test
  void aDryRunNamesTheFieldThatTheRecordRefuses() throws Exception {
    Path file = csv(List.of("time," + "x".repeat(257), "2026-01-01T00:00:00Z,1"));

    int exit = run(file, "--dry-run");

    assertThat(exit).isEqualTo(1);
    assertThat(printed()).contains(":2: values key: must have 1 to 256 characters, has 257");
  }

  @Test
  void ofManyRefusalsTheFirstAreToldAndTheRestCounted() throws Exception {
    String errors =
        "{\"index\":3,\"field\":\"at\",\"reason\":\"too old\"},".repeat(9)
            + "{\"index\":9,\"field\":\"at\",\"reason\":\"too old\"}";
    String receipt = "{\"accepted\":0,\"rejected\":10,\"errors\":[" + errors + "]}";
    try (FakeIngest ingest = new FakeIngest(FakeIngest.status(422, receipt))) {
      int exit = run(numbers(), "--url", ingest.url().toString(), "--from-row", "1190");

      assertThat(exit).isEqualTo(1);
      assertThat(printed().lines().filter(line -> line.endsWith(":1195: at: too old"))).hasSize(5);
      assertThat(printed()).contains("  and 5 more").contains("0 rows accepted, 10 rejected");
    }
  }

  @Test
  void aReplayThatBrokeOffGoesOnWhereItSays() throws Exception {
    Path file = numbers();
    try (FakeIngest ingest =
        new FakeIngest(
            FakeIngest.accepting(), FakeIngest.status(500, "oh"), FakeIngest.accepting())) {
      int broken = run(file, "--url", ingest.url().toString());
      assertThat(printed())
          .contains("--from-row 500 goes on where this stopped")
          .contains("answers 500: oh");

      int resumed = run(file, "--url", ingest.url().toString(), "--from-row", "500");

      assertThat(List.of(broken, resumed)).containsExactly(1, 0);
      assertThat(new HashSet<>(ingest.lines())).hasSize(ROWS);
      assertThat(ingest.lines()).hasSize(ROWS + 500); // the batch that was answered with 500, twice
    }
  }

  @Test
  void aReplayThatIsInterruptedSaysWhereToGoOn() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (FakeIngest ingest = new FakeIngest(FakeIngest.accepting(), hanging(never));
        AutoCloseable first = never::countDown) {
      AtomicInteger exit = new AtomicInteger();
      Path file = numbers();
      Thread worker =
          new Thread(() -> exit.set(run(file, "--url", ingest.url().toString())), "replay");
      worker.start();
      await().until(() -> ingest.bodies.size() == 2);

      worker.interrupt();
      worker.join();

      assertThat(exit).hasValue(130);
      assertThat(printed()).contains("--from-row 500 goes on where this stopped");
    }
  }

  @Test
  void aProcessThatIsTerminatedSaysWhereToGoOn() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (FakeIngest ingest = new FakeIngest(FakeIngest.accepting(), hanging(never));
        AutoCloseable first = never::countDown) {
      Process process = process(numbers(), ingest);
      await().until(() -> ingest.bodies.size() == 2);

      process.toHandle().destroy(); // unlike its own destroy, leaves what it says to be read
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).isEqualTo(128 + 15); // SIGTERM
      assertThat(said)
          .contains("500 rows accepted, 0 rejected")
          .contains("--from-row 500 goes on where this stopped");
    }
  }

  private static FakeIngest.Reply hanging(CountDownLatch until) {
    return (exchange, body) -> {
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static Process process(Path file, FakeIngest ingest) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Millrace.class.getName(),
            "replay",
            file.toString(),
            "--series",
            "s",
            "--url",
            ingest.url().toString())
        .redirectErrorStream(true)
        .start();
  }

  private int run(Path file, String... options) {
    ReplayCommand command = new ReplayCommand(environment);
    List<String> words = new ArrayList<>(List.of(file.toString(), "--series", "s"));
    words.addAll(List.of(options));
    new CommandLine(command).parseArgs(words.toArray(String[]::new));
    return command.run(
        new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false, 0));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private Path numbers() throws IOException {
    List<String> rows = new ArrayList<>(List.of("time,a"));
    for (int row = 0; row < ROWS; row++) {
      rows.add("2026-01-01T00:%02d:%02dZ,%d".formatted(row / 60, row % 60, row));
    }
    return csv(rows);
  }

  private Path csv(List<String> lines) throws IOException {
    return Files.write(folder.resolve("s.csv"), lines);
  }
}
