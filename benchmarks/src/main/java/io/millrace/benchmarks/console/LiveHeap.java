package io.millrace.benchmarks.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the objects of a JVM take that something refers to. */
record LiveHeap(long pid) {

  /** KiB, after a full collection. */
  long size() {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(pid),
            "GC.class_histogram");
    try {
      Process process = command.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return total(said) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its last line: {@code Total INSTANCES BYTES}. */
  private static long total(String said) {
    return said.lines()
        .filter(line -> line.startsWith("Total"))
        .map(line -> line.trim().split("\\s+", -1))
        .mapToLong(words -> Long.parseLong(words[2]))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("jcmd said: " + said));
  }
}
