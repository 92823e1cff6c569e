package io.millrace.inference.loop;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How many records may be handled together so that it takes no longer than allowed, as far as the
 * last batches tell. Not thread-safe.
 */
final class Pace {

  /** Weight of the latest batch: a model that slows down is noticed within two or three. */
  private static final double LATEST = 0.5;

  /** What is handled before anything was measured, so that the first answers come soon. */
  private static final int FIRST = 16;

  private final double limit; // ns
  private final Supplier<Duration> expected;
  private double measured; // ns per record; 0 = not yet

  /**
   * @param limit that a batch may take
   * @param expected per record of a large batch; zero if unknown
   */
  Pace(Duration limit, Supplier<Duration> expected) {
    this.limit = limit.toNanos();
    this.expected = expected;
  }

  /** At least one: a record that takes longer alone cannot be cut. */
  int allowed() {
    double perRecord = perRecord();
    if (perRecord == 0) {
      return Integer.MAX_VALUE;
    }
    int allowed = (int) Math.max(1, limit / perRecord);
    return measured == 0 ? Math.min(FIRST, allowed) : allowed;
  }

  private double perRecord() {
    return measured == 0 ? expected.get().toNanos() : measured;
  }

  void took(int records, Duration time) {
    double latest = (double) time.toNanos() / records;
    double before = perRecord();
    measured = before == 0 ? latest : LATEST * latest + (1 - LATEST) * before;
  }
}
