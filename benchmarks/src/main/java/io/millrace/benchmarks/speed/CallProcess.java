package io.millrace.benchmarks.speed;

import io.millrace.workbench.up.ServiceRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JVM of its own that calls a model whenever it is asked to, with the options and the environment
 * of a service. Asked for nothing, it computes nothing.
 */
final class CallProcess implements AutoCloseable {

  /** Before each answer. */
  static final String TOOK = "milliseconds a call: ";

  private static final int HEAP = 512; // MiB

  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;

  /**
   * @param main answers each line {@code rows length seconds} by {@link #TOOK} and a number; see
   *     {@link CallLoop}
   */
  CallProcess(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>(ServiceRuntime.options(HEAP));
    command.add(0, ProcessHandle.current().info().command().orElse("java"));
    command.add(
        "-Dorg.bytedeco.javacpp.cachedir="
            + System.getProperty("org.bytedeco.javacpp.cachedir", ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(ServiceRuntime.ENVIRONMENT);
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * How long a call takes, in milliseconds, mean over so many seconds.
   *
   * @throws IllegalStateException with what the process said, if it failed
   */
  double millis(int rows, int length, double seconds) {
    in.println(rows + " " + length + " " + seconds);
    StringBuilder said = new StringBuilder();
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(TOOK)) {
          return Double.parseDouble(line.substring(TOOK.length()));
        }
        said.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the model's process ended: " + said);
  }

  @Override
  public void close() {
    in.close(); // the end of what it is asked
    process.destroy();
  }
}
