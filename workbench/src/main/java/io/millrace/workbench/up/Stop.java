package io.millrace.workbench.up;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request to stop, by Ctrl-C or SIGTERM. The JVM ends when its hook returns, so the hook waits
 * until the run has put everything away.
 */
final class Stop {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  void onShutdown() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::requestAndWait, "stop"));
  }

  void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Returns early, and true, if a stop is requested. */
  boolean within(Duration time) throws InterruptedException {
    return requested.await(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
  }

  void done() {
    done.countDown();
  }

  private void requestAndWait() {
    request();
    try {
      if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("not everything stopped within " + PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
