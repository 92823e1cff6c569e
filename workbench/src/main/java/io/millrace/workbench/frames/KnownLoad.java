package io.millrace.workbench.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that compute all the time, or all together in bursts. As many as there are cores keep a
 * machine busy; many more than that stall whoever else wants to run.
 */
final class KnownLoad implements AutoCloseable {

  private static final int SHORTEST_BURST_MILLIS = 50;
  private static final int LONGEST_BURST_MILLIS = 500;
  private static final int LONGEST_PAUSE_MILLIS = 200;
  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  private final AtomicBoolean running = new AtomicBoolean(true);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean computing = true;

  /**
   * Starts it.
   *
   * @param bursts whether to compute in bursts of 50 to 500 ms, with pauses of up to 200 ms
   * @param seed of the bursts' lengths
   */
  KnownLoad(int threadCount, boolean bursts, long seed) {
    for (int i = 0; i < threadCount; i++) {
      start(this::compute, "load-" + i);
    }
    if (bursts) {
      start(() -> alternate(new Random(seed)), "bursts");
    }
  }

  private void start(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  private void compute() {
    double x = 1;
    while (running.get()) {
      while (computing && running.get()) {
        x = Math.sqrt(x + 1);
      }
      LockSupport.parkNanos(NANOS_PER_MILLISECOND);
    }
  }

  private void alternate(Random random) {
    while (running.get()) {
      computing = true;
      pause(random.nextInt(SHORTEST_BURST_MILLIS, LONGEST_BURST_MILLIS));
      computing = false;
      pause(random.nextInt(1, LONGEST_PAUSE_MILLIS));
    }
  }

  private static void pause(int millis) {
    long end = System.nanoTime() + millis * NANOS_PER_MILLISECOND;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() {
    running.set(false);
    threads.forEach(LockSupport::unpark);
  }
}
