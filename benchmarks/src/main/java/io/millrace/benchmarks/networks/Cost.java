package io.millrace.benchmarks.networks;

import io.millrace.workbench.up.ServiceRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run takes.
 *
 * @param seconds the median of several
 * @param kibibytes resident at its peak, beyond what was before
 */
record Cost(double seconds, double kibibytes) {

  private static final int HEAP = 128; // MiB
  private static final int SMALL = 32;

  /**
   * In a process of its own.
   *
   * @throws IllegalStateException with what the process said, if it failed
   */
  static Cost of(Subject subject, int size) {
    List<String> command = new ArrayList<>(ServiceRuntime.options(HEAP));
    command.add(0, ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xms" + HEAP + "m",
            "-XX:+AlwaysPreTouch", // the heap's growth is not the network's
            "-Dorg.bytedeco.javacpp.cachedir="
                + System.getProperty("org.bytedeco.javacpp.cachedir", ""),
            "-cp",
            System.getProperty("java.class.path"),
            CostProbe.class.getName(),
            subject.name(),
            Integer.toString(size),
            Integer.toString(SMALL)));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().putAll(ServiceRuntime.ENVIRONMENT);
    String said = said(process);
    return said.lines()
        .filter(line -> line.startsWith(CostProbe.ANSWER))
        .map(line -> line.substring(CostProbe.ANSWER.length()).split(" "))
        .map(words -> new Cost(Double.parseDouble(words[0]), Double.parseDouble(words[1])))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(subject + " of " + size + ": " + said));
  }

  private static String said(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
