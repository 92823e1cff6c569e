package io.millrace.workbench.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM interrupt the thread that works, and gives it a while to say how far it
 * came: the JVM ends when its hooks have returned.
 */
final class Interruption implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::interruptAndWait, "interruption");

  private Interruption() {}

  static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void interruptAndWait() {
    worker.interrupt();
    try {
      boolean inTime = done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        System.err.println("the replay did not stop within " + GRACE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is over, and what was to be said is said. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hook runs, and returns now
    }
  }
}
