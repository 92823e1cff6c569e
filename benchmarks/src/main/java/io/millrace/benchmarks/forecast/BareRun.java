package io.millrace.benchmarks.forecast;

import io.millrace.workbench.up.ServiceRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network alone in a process of its own, under the options and the environment of a service.
 *
 * @param bundle of the network
 * @param shape rows of each call
 * @param callers threads that call it
 */
record BareRun(Path bundle, int shape, int callers) {

  /** Heap is of no use to it. */
  private static final int HEAP = 384;

  /**
   * Rows a second, measured so often, after a warm-up as long as one measurement.
   *
   * @throws IllegalStateException with what the process said, if it failed
   */
  double[] rowsPerSecond(int seconds, int measurements) {
    List<String> command = new ArrayList<>(ServiceRuntime.options(HEAP));
    command.add(0, ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Dorg.bytedeco.javacpp.cachedir="
                + System.getProperty("org.bytedeco.javacpp.cachedir", ""),
            "-cp",
            System.getProperty("java.class.path"),
            BareNetwork.class.getName(),
            bundle.toString(),
            Integer.toString(shape),
            Integer.toString(callers),
            Integer.toString(seconds),
            Integer.toString(measurements)));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().putAll(ServiceRuntime.ENVIRONMENT);
    String said = said(process);
    double[] rates = said.lines().flatMap(BareRun::rate).mapToDouble(Double::doubleValue).toArray();
    if (rates.length != measurements) {
      throw new IllegalStateException("the bare network failed: " + said);
    }
    return rates;
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

  private static Stream<Double> rate(String line) {
    return line.startsWith(BareNetwork.RATE)
        ? Stream.of(Double.valueOf(line.substring(BareNetwork.RATE.length())))
        : Stream.empty();
  }
}
