package io.millrace.serving;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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
    CompletableFuture<Outputs> second =
        CompletableFuture.supplyAsync(() -> run.of(half, every(texts, 1)), other);
    try {
      Outputs first = run.of(half, every(texts, 0));
      return first.interleaved(TokenizingThread.await(second));
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
