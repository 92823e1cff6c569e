package io.millrace.benchmarks.networks;

import io.millrace.benchmarks.JavaChild;
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
    List<String> options =
        List.of(
            "-Xms" + HEAP + "m",
            "-XX:+AlwaysPreTouch", // the heap's growth is not the network's
            "-Dorg.bytedeco.javacpp.maxBytes=0", // what is measured must not be limited
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    String said = new JavaChild(HEAP, options, CostProbe.class).said(subject.name(), size, SMALL);
    return said.lines()
        .filter(line -> line.startsWith(CostProbe.ANSWER))
        .map(line -> line.substring(CostProbe.ANSWER.length()).split(" "))
        .map(words -> new Cost(Double.parseDouble(words[0]), Double.parseDouble(words[1])))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(subject + " of " + size + ": " + said));
  }
}
