package io.millrace.serving;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time that runs may take together, from when this is made. */
final class TimeBudget {

  private final LongSupplier clock;
  private final long start;
  private final long budget;
  private long lastRun;

  /**
   * @param clock nanoseconds
   */
  TimeBudget(Duration budget, LongSupplier clock) {
    this.clock = clock;
    this.start = clock.getAsLong();
    this.budget = budget.toNanos();
  }

  /** Whether there is time for a run like the last; before the first, whether there is any. */
  boolean allowsAnother() {
    long spent = clock.getAsLong() - start;
    return spent < budget && spent + lastRun <= budget;
  }

  void run(Runnable run) {
    long from = clock.getAsLong();
    run.run();
    lastRun = clock.getAsLong() - from;
  }
}
