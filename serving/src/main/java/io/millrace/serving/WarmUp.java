package io.millrace.serving;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs a network on every shape it will meet. */
final class WarmUp {

  /** The first run of a shape also plans it, so a later one may be faster. */
  private static final int RUNS = 3;

  /** A shape that took this long is timed well enough. */
  private static final Duration ENOUGH = Duration.ofMillis(200);

  private WarmUp() {}

  /**
   * @param run of the network on one shape
   * @throws InvalidBundleException naming the shape that the network fails on
   */
  static List<ShapeTime> of(ModelBundle bundle, List<BatchShape> shapes, Consumer<BatchShape> run) {
    return shapes.stream()
        .map(shape -> new ShapeTime(shape.toString(), shape.batch(), best(bundle, shape, run)))
        .toList();
  }

  private static Duration best(ModelBundle bundle, BatchShape shape, Consumer<BatchShape> run) {
    Duration best = timed(bundle, shape, run);
    Duration all = best;
    for (int i = 1; i < RUNS && all.compareTo(ENOUGH) < 0; i++) {
      Duration again = timed(bundle, shape, run);
      all = all.plus(again);
      best = again.compareTo(best) < 0 ? again : best;
    }
    return best;
  }

  private static Duration timed(ModelBundle bundle, BatchShape shape, Consumer<BatchShape> run) {
    long start = System.nanoTime();
    try {
      run.accept(shape);
    } catch (RuntimeException e) {
      throw new InvalidBundleException(
          bundle.savedModel(), "the network fails on shape " + shape + ": " + e.getMessage(), e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
