package io.millrace.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends a load at a steady rate, from a thread of its own, until it is stopped. */
public final class SteadyLoad implements AutoCloseable {

  private static final long TICK = 5; // ms

  private final Stack stack;
  private final NumberedRecords load;
  private final int perSecond;
  private final long start = System.nanoTime();
  private final Thread thread = new Thread(this::run, "load");
  private volatile int sent;
  private volatile boolean stopping;
  private volatile @Nullable RuntimeException failure;

  private SteadyLoad(Stack stack, NumberedRecords load, int perSecond) {
    this.stack = stack;
    this.load = load;
    this.perSecond = perSecond;
  }

  public static SteadyLoad start(Stack stack, NumberedRecords load, int perSecond) {
    SteadyLoad steady = new SteadyLoad(stack, load, perSecond);
    steady.thread.start();
    return steady;
  }

  private void run() {
    try {
      while (!stopping) {
        long due = due();
        for (int number = sent; number < due && !stopping; number++) {
          stack.send(load.record(number));
          sent = number + 1;
        }
        TimeUnit.MILLISECONDS.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private long due() {
    return (System.nanoTime() - start) * perSecond / TimeUnit.SECONDS.toNanos(1);
  }

  /** When an event is due, on the clock of {@link System#nanoTime}. */
  public long due(int number) {
    return start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  public int sent() {
    return sent;
  }

  /** Whether it has made up for what a broker that was away kept it from sending. */
  public boolean isOnTime() {
    return sent >= due() - perSecond;
  }

  /**
   * @return how many events were sent; the broker has them all
   * @throws IllegalStateException if it has not
   */
  public int stop() {
    close();
    stack.flush();
    RuntimeException failed = failure;
    if (failed != null) {
      throw new IllegalStateException("the load ended early: " + failed, failed);
    }
    return sent;
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
