package io.millrace.serving;

import java.time.Duration;
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
   * On the smallest shape, on that of most rows among the shortest, and on some rows of the
   * longest, once each. The largest is left out: it would take longer than all else together.
   *
   * @param shapes shortest first, and of one length those of fewest rows first
   */
  static List<ShapeTime> ofCorners(
      ModelBundle bundle, List<BatchShape> shapes, Consumer<BatchShape> run) {
    List<BatchShape> shortest = ofLength(shapes, shapes.get(0).length());
    List<BatchShape> longest = ofLength(shapes, shapes.get(shapes.size() - 1).length());
    return Stream.of(
            shortest.get(0),
            shortest.get(shortest.size() - 1),
            longest.get(Math.min(1, longest.size() - 1)))
        .distinct()
        .map(shape -> new ShapeTime(shape.toString(), shape.batch(), once(bundle, shape, run)))
        .toList();
  }

  private static List<BatchShape> ofLength(List<BatchShape> shapes, int length) {
    return shapes.stream().filter(shape -> shape.length() == length).toList();
  }

  private static Duration once(ModelBundle bundle, BatchShape shape, Consumer<BatchShape> run) {
    return once(bundle, shape.toString(), () -> run.accept(shape));
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
