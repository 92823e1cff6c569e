package io.millrace.forecast.jobs;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time between two tries: twice as long after each failure, up to a limit, short again after a
 * success, and over at once when there is to be no other try. One thread takes it, any ends it.
 */
public final class Pause {

  private final Duration first;
  private final Duration longest;
  private final CountDownLatch over = new CountDownLatch(1);
  private Duration next;

  public Pause(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  Duration next() {
    return next;
  }

  void take() {
    try {
      var unused = over.await(next.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
    }
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  void reset() {
    next = first;
  }

  void end() {
    over.countDown();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }
}
