package io.millrace.inference.batch;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Adds up the time of some stage. Not thread-safe. */
final class Stopwatch {

  private final LongSupplier nanoClock;
  private long nanos;

  Stopwatch(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  <T> T time(Supplier<T> work) {
    long start = nanoClock.getAsLong();
    try {
      return work.get();
    } finally {
      nanos += nanoClock.getAsLong() - start;
    }
  }

  Duration total() {
    return Duration.ofNanos(nanos);
  }
}
