package io.millrace.serving;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Runs the two halves of a batch side by side. Each half keeps one core busy; the whole would leave
 * one idle in the many small steps between its matrix products.
 *
 * @param cutting whether batches are cut at all
 * @param other runs the second half
 */
record Halves(boolean cutting, Executor other) {

  /** Below so many tokens, padding included, the cut costs more than it gives. */
  private static final int LEAST = 128;

  /** The same in numbers of histories. */
  private static final int LEAST_NUMBERS = 16_384;

  private static final Executor THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "half-batch");
            thread.setDaemon(true);
            return thread;
          });

  /** Runs some texts in one shape. */
  interface Run {
    Outputs of(BatchShape shape, List<int[]> texts);
  }

  /** Runs windows. */
  interface WindowsRun {

    /**
     * @param from the first row
     * @param rows that are real
     * @param shape rows of the batch
     * @param threads where its ops run
     */
    Outputs of(int from, int rows, int shape, OpThreads threads);
  }

  /** They are cut where networks run on a CPU of several cores. */
  static Halves ofThisProcess() {
    boolean onGpu = Devices.ofThisProcess().onGpu();
    return new Halves(!onGpu && Runtime.getRuntime().availableProcessors() > 1, THREADS);
  }

  /**
   * Every second text goes into the second half, so that both are of like length. Only the shape
   * and the number of texts say whether a batch is cut: the same batch gives the same answers.
   */
  Outputs run(BatchShape shape, List<int[]> texts, Run run) {
    if (!cutting || texts.size() < 2 || shape.batch() * shape.length() < LEAST) {
      return run.of(shape, texts);
    }
    BatchShape half = new BatchShape(shape.batch() / 2, shape.length());
    return both(
        () -> run.of(half, every(texts, 0)),
        () -> run.of(half, every(texts, 1)),
        Outputs::interleaved);
  }

  /**
   * The first half of a batch of windows has the first rows; where that holds all that are real,
   * the other is not run. The shape alone says whether a batch is cut. The ops of a forecaster are
   * so short that handing them to other threads takes longer than a small batch or a half gains by
   * it: those run on their callers' threads.
   *
   * @param shape rows of the batch
   * @param numbers of a row's history
   * @param rows that are real
   */
  Outputs run(int shape, int numbers, int rows, WindowsRun run) {
    if (!cutting) {
      return run.of(0, rows, shape, OpThreads.POOL);
    }
    if ((long) shape * numbers < LEAST_NUMBERS) {
      return run.of(0, rows, shape, OpThreads.CALLER);
    }
    if (shape % 2 > 0) {
      return run.of(0, rows, shape, OpThreads.POOL);
    }
    int half = shape / 2;
    if (rows <= half) {
      return run.of(0, rows, half, OpThreads.CALLER);
    }
    return both(
        () -> run.of(0, half, half, OpThreads.CALLER),
        () -> run.of(half, rows - half, half, OpThreads.CALLER),
        Outputs::followedBy);
  }

  private Outputs both(
      Supplier<Outputs> here, Supplier<Outputs> there, BinaryOperator<Outputs> join) {
    CompletableFuture<Outputs> second = CompletableFuture.supplyAsync(there, other);
    try {
      return join.apply(here.get(), TokenizingThread.await(second));
    } catch (RuntimeException | Error e) {
      second.handle((ignored, failure) -> true).join(); // nothing runs on behind the caller
      throw e;
    }
  }

  private static List<int[]> every(List<int[]> texts, int from) {
    return IntStream.range(0, texts.size())
        .filter(i -> i % 2 == from)
        .mapToObj(texts::get)
        .toList();
  }
}
