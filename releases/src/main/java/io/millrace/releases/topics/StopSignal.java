package io.millrace.releases.topics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a thread to end, and wakes it where it waits. An interrupt asks the same. */
public final class StopSignal {

  private final CountDownLatch given = new CountDownLatch(1);

  public void give() {
    given.countDown();
  }

  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Waits so long, or until the signal is given. */
  public void await(Duration time) {
    try {
      var unused = given.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      give();
      Thread.currentThread().interrupt();
    }
  }
}
