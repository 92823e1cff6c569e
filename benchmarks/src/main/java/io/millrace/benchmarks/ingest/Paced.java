package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.LongFunction;

/**
 * Does something at a steady rate, and times each from when it was due: what has to wait behind a
 * slow one counts as slow too.
 *
 * @param perSecond times
 */
record Paced(int perSecond) {

  /**
   * @param one by its number, counted from 0
   * @param eachSecond hears of the seconds that have gone by
   * @return times of those that were answered
   */
  Latencies run(
      Duration length, LongFunction<CompletableFuture<Void>> one, DoubleConsumer eachSecond) {
    List<Double> times = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> open = new ArrayList<>();
    long count = length.toSeconds() * perSecond;
    long start = System.nanoTime();
    for (long number = 0; number < count; number++) {
      long due = start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
      waitUntil(due);
      open.add(one.apply(number).thenRun(() -> times.add((System.nanoTime() - due) / 1e6)));
      if (number % perSecond == 0) {
        eachSecond.accept((double) number / perSecond);
        open.removeIf(CompletableFuture::isDone);
      }
    }
    CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new)).join();
    return Latencies.of(times);
  }

  private static void waitUntil(long due) {
    try {
      long rest = due - System.nanoTime();
      if (rest > 0) {
        TimeUnit.NANOSECONDS.sleep(rest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
