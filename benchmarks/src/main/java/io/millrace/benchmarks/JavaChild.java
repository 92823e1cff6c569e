package io.millrace.benchmarks;

import io.millrace.workbench.up.ServiceRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A main class of this class path in a process of its own, with a service's options.
 *
 * @param heap MiB
 * @param options further ones of the JVM
 */
public record JavaChild(int heap, List<String> options, Class<?> main) {

  public JavaChild {
    options = List.copyOf(options);
  }

  /** Waits for its end. Both its outputs, as one. */
  public String said(Object... arguments) {
    List<String> command = new ArrayList<>(ServiceRuntime.options(heap));
    command.add(0, ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    command.add(
        "-Dorg.bytedeco.javacpp.cachedir="
            + System.getProperty("org.bytedeco.javacpp.cachedir", ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(ServiceRuntime.ENVIRONMENT);
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
