package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.JavaChild;
import java.nio.file.Path;
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
    String said =
        new JavaChild(HEAP, List.of(), BareNetwork.class)
            .said(bundle, shape, callers, seconds, measurements);
    double[] rates = said.lines().flatMap(BareRun::rate).mapToDouble(Double::doubleValue).toArray();
    if (rates.length != measurements) {
      throw new IllegalStateException("the bare network failed: " + said);
    }
    return rates;
  }

  private static Stream<Double> rate(String line) {
    return line.startsWith(BareNetwork.RATE)
        ? Stream.of(Double.valueOf(line.substring(BareNetwork.RATE.length())))
        : Stream.empty();
  }
}
