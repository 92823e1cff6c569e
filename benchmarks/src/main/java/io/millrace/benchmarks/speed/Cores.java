package io.millrace.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which cores a process may run on. */
final class Cores {

  private static final String LINE = "Cpus_allowed_list:";

  private Cores() {}

  /** As Linux lists them, such as {@code 0-1}; {@code all} where it does not say. */
  static String of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(LINE))
          .map(line -> line.substring(LINE.length()).strip())
          .findFirst()
          .orElse("all");
    } catch (IOException e) {
      return "all";
    }
  }
}
