package io.millrace.workbench.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The processes of a run, one {@code NAME PID START} a line, for a run after it that has to clean
 * up. A process counts as ours only if it started when the line says: numbers are used again.
 */
record PidFile(Path file) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The system computes a start from its boot time, which it rounds. */
  private static final long CLOCK_JITTER_MILLIS = 2_000;

  void add(String name, ProcessHandle process) {
    try {
      Files.writeString(
          file,
          name + " " + process.pid() + " " + startOf(process) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UpException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Ends what an earlier run left behind; returns the names. */
  List<String> stopLeftovers() throws InterruptedException {
    List<Entry> left = entries().stream().filter(entry -> entry.process().isPresent()).toList();
    left.forEach(entry -> entry.process().ifPresent(ProcessHandle::destroy));
    for (Entry entry : left) {
      awaitEnd(entry);
    }
    delete();
    return left.stream().map(Entry::name).toList();
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UpException(file + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  private List<Entry> entries() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
              .map(line -> line.split(" ", -1))
              .filter(parts -> parts.length == 3)
              .map(parts -> new Entry(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
              .toList()
          : List.of();
    } catch (IOException | NumberFormatException e) {
      throw new UpException(file + " cannot be read: " + e.getMessage() + "; delete it", e);
    }
  }

  private static void awaitEnd(Entry entry) throws InterruptedException {
    Optional<ProcessHandle> process = entry.process();
    if (process.isEmpty()) {
      return;
    }
    try {
      process.get().onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.get().destroyForcibly();
    }
  }

  /** Milliseconds since the epoch; 0 where the system doesn't say. */
  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private record Entry(String name, long pid, long start) {

    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(found -> Math.abs(startOf(found) - start) <= CLOCK_JITTER_MILLIS);
    }
  }
}
