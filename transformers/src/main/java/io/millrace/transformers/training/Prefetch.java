package io.millrace.transformers.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Batches in order, prepared on a thread of their own while the one before is used. Whoever takes a
 * batch closes it; closing this closes those that nobody took.
 */
final class Prefetch implements Iterator<Batch>, AutoCloseable {

  /** Hides one slow batch; more would only hold memory. */
  private static final int AHEAD = 2;

  private final ExecutorService preparing = Executors.newSingleThreadExecutor(Prefetch::thread);
  private final Deque<Future<Batch>> prepared = new ArrayDeque<>();
  private final Examples examples;
  private final Iterator<int[]> parts;

  Prefetch(Examples examples, Iterator<int[]> parts) {
    this.examples = examples;
    this.parts = parts;
    for (int i = 0; i < AHEAD; i++) {
      prepareOne();
    }
  }

  @Override
  public boolean hasNext() {
    return !prepared.isEmpty();
  }

  /**
   * @throws RuntimeException what preparing this batch threw
   */
  @Override
  public Batch next() {
    if (prepared.isEmpty()) {
      throw new NoSuchElementException("there is no further batch");
    }
    Future<Batch> next = prepared.remove();
    prepareOne();
    return result(next);
  }

  private void prepareOne() {
    if (parts.hasNext()) {
      int[] part = parts.next();
      prepared.add(preparing.submit(() -> examples.batch(part)));
    }
  }

  /** An interrupt is left for others to see: giving up here would leak the batch. */
  private static Batch result(Future<Batch> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw surfaced(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException surfaced(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException usual ? usual : new IllegalStateException(cause);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "batches");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    preparing.shutdown();
    while (!prepared.isEmpty()) {
      closed(prepared.remove());
    }
  }

  private static void closed(Future<Batch> future) {
    try {
      result(future).close();
    } catch (RuntimeException | Error neverTaken) {
      // Nobody waits for a batch that nobody took.
    }
  }
}
