package io.millrace.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process really occupies. */
public record ResidentSet(long pid) {

  /** KiB, now. */
  public long size() {
    return read("VmRSS:");
  }

  /** KiB, the most so far. */
  public long peak() {
    return read("VmHWM:");
  }

  private long read(String field) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(field.length()).replace("kB", "").strip())
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(status + " has no " + field));
    } catch (IOException e) {
      throw new UncheckedIOException(status + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
