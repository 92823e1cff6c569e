package io.millrace.inference;

import io.millrace.inference.loop.LoopState;
import io.millrace.inference.loop.TransactionalLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loops, each on a thread of its own. */
final class LoopThreads {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final Map<TransactionalLoop<?>, Thread> threads = new LinkedHashMap<>();

  /**
   * @param body what the thread does: at some time, runs the loop
   */
  synchronized void start(TransactionalLoop<?> loop, String name, Runnable body) {
    Thread thread = new Thread(body, name);
    threads.put(loop, thread);
    thread.start();
  }

  synchronized List<TransactionalLoop<?>> loops() {
    return List.copyOf(threads.keySet());
  }

  /** A batch in hand is finished; a wait for a broker that does not answer is not. */
  synchronized void stop() {
    threads.forEach(LoopThreads::stop);
    try {
      for (Thread thread : threads.values()) {
        thread.join(STOP_TIMEOUT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(TransactionalLoop<?> loop, Thread thread) {
    boolean polling =
        loop.state() instanceof LoopState.Running || loop.state() instanceof LoopState.Paused;
    loop.stop();
    if (!polling) {
      thread.interrupt();
    }
  }

  synchronized boolean allEnded() {
    return threads.values().stream().noneMatch(Thread::isAlive);
  }
}
