package io.millrace.benchmarks.console;

import io.millrace.benchmarks.Folders;
import io.millrace.benchmarks.FreshUp;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Millrace that {@link FreshUp} started. */
final class MillraceUp implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(70); // its own limit is 60 s

  private final Path folder;
  private final int base;
  private final long begun = System.nanoTime();
  private final Process process;

  private MillraceUp(Path folder, int base, Process process) {
    this.folder = folder;
    this.base = base;
    this.process = process;
    // Or it would outlive a proof that is told to end.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "millrace-up-end"));
  }

  /** Gives the command, and returns at once. */
  static MillraceUp start(Bench bench, String row) {
    Path folder = bench.cache().resolve("console").resolve(row);
    Folders.delete(folder);
    try {
      Path said = Files.createDirectories(folder).resolve("up.log");
      int base = FreshUp.ports();
      return new MillraceUp(
          folder, base, FreshUp.of(bench, base, folder.resolve("data"), said).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all its parts are ready. */
  MillraceUp ready() {
    Path said = folder.resolve("up.log");
    Awaitility.await("millrace up is ready, see " + said)
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast("millrace up ended, see " + said, () -> !process.isAlive())
        .until(() -> Files.readString(said).contains("Millrace is running."));
    return this;
  }

  /** Since the command. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  String console() {
    return "http://127.0.0.1:" + base;
  }

  String ingest() {
    return "http://127.0.0.1:" + (base + 1);
  }

  /** The process of the console. */
  long consolePid() {
    try {
      return Files.readAllLines(folder.resolve("data").resolve("pids")).stream()
          .map(line -> line.split(" ", -1))
          .filter(parts -> parts[0].equals("console"))
          .mapToLong(parts -> Long.parseLong(parts[1]))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no console runs in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
