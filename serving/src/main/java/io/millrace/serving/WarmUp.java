package io.millrace.serving;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Runs a network on every shape it will meet. */
public final class WarmUp {

  /** The first run of a shape also plans it, so a later one may be faster. */
  private static final int RUNS = 3;

  /** A shape that took this long is timed well enough. */
  private static final Duration ENOUGH = Duration.ofMillis(200);

  private WarmUp() {}

  /**
   * Of batches of windows, which differ in their rows only.
   *
   * @param run of the network on a batch of so many rows
   * @throws InvalidBundleException naming the batch that the network fails on
   */
  public static List<ShapeTime> ofRows(ModelBundle bundle, List<Integer> rows, IntConsumer run) {
    return rows.stream()
        .map(each -> timed(bundle, Integer.toString(each), each, () -> run.accept(each)))
        .toList();
  }

  /**
   * @param run of the network on one shape
   * @throws InvalidBundleException naming the shape that the network fails on
   */
  static List<ShapeTime> of(ModelBundle bundle, List<BatchShape> shapes, Consumer<BatchShape> run) {
    return shapes.stream()
        .map(shape -> timed(bundle, shape.toString(), shape.batch(), () -> run.accept(shape)))
        .toList();
  }

  /**
   * On the smallest shape, then on that of most rows among the shortest and among the longest, once
   * each.
   *
   * @param shapes shortest first
   */
  static List<ShapeTime> ofCorners(
      ModelBundle bundle, List<BatchShape> shapes, Consumer<BatchShape> run) {
    return Stream.of(shapes.get(0), widest(shapes, first(shapes)), widest(shapes, last(shapes)))
        .distinct()
        .map(
            shape ->
                new ShapeTime(
                    shape.toString(),
                    shape.batch(),
                    once(bundle, shape.toString(), () -> run.accept(shape))))
        .toList();
  }

  private static int first(List<BatchShape> shapes) {
    return shapes.get(0).length();
  }

  private static int last(List<BatchShape> shapes) {
    return shapes.get(shapes.size() - 1).length();
  }

  private static BatchShape widest(List<BatchShape> shapes, int length) {
    return shapes.stream()
        .filter(shape -> shape.length() == length)
        .max(Comparator.comparing(BatchShape::batch))
        .orElseThrow();
  }

  private static ShapeTime timed(ModelBundle bundle, String shape, int rows, Runnable run) {
    Duration best = once(bundle, shape, run);
    Duration all = best;
    for (int i = 1; i < RUNS && all.compareTo(ENOUGH) < 0; i++) {
      Duration again = once(bundle, shape, run);
      all = all.plus(again);
      best = again.compareTo(best) < 0 ? again : best;
    }
    return new ShapeTime(shape, rows, best);
  }

  private static Duration once(ModelBundle bundle, String shape, Runnable run) {
    long start = System.nanoTime();
    try {
      run.run();
    } catch (RuntimeException e) {
      throw new InvalidBundleException(
          bundle.savedModel(), "the network fails on shape " + shape + ": " + e.getMessage(), e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
