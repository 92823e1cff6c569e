package io.millrace.benchmarks;

import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ./millrace up} of this build with all its sources, beside any that runs already. */
public final class FreshUp {

  private static final int PORTS = 6; // of the services, and two of Kafka

  private FreshUp() {}

  /** The first of ports for it. */
  public static int ports() {
    return FreePort.row(PORTS);
  }

  /**
   * With data of its own, not started yet.
   *
   * @param ports the first of them
   * @param data folder
   * @param said file for all that it says
   * @param more of its options
   */
  public static ProcessBuilder of(Bench bench, int ports, Path data, Path said, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                bench.repository().resolve("millrace").toString(),
                "up",
                "--fresh",
                "--port-base",
                Integer.toString(ports),
                "--data",
                data.toString()));
    words.addAll(Arrays.asList(more));
    ProcessBuilder command =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
    command.environment().put("MILLRACE_BUILD", "skip");
    command.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return command;
  }
}
