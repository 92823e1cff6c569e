package io.millrace.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process really occupies. */
public record ResidentSet(long pid) {

  private static final String FIELD = "VmRSS:";

  /** KiB. */
  public long size() {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(FIELD))
          .map(line -> line.substring(FIELD.length()).replace("kB", "").strip())
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(status + " has no " + FIELD));
    } catch (IOException e) {
      throw new UncheckedIOException(status + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
