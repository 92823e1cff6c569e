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

  private record Running(TransactionalLoop<?> loop, Thread thread) {

    /** A batch in hand is finished; a wait for a broker that does not answer is not. */
    void stop() {
      boolean polling =
          loop.state() instanceof LoopState.Running || loop.state() instanceof LoopState.Paused;
      loop.stop();
      if (!polling) {
        thread.interrupt();
      }
    }
  }

  private final Map<String, Running> byName = new LinkedHashMap<>();

  /**
   * @param body what the thread does: at some time, runs the loop
   */
  synchronized void start(TransactionalLoop<?> loop, String name, Runnable body) {
    Thread thread = new Thread(body, name);
    byName.put(name, new Running(loop, thread));
    thread.start();
  }

  /** In the order in which they were started. */
  synchronized Map<String, TransactionalLoop<?>> loops() {
    Map<String, TransactionalLoop<?>> loops = new LinkedHashMap<>();
    byName.forEach((name, running) -> loops.put(name, running.loop()));
    return loops;
  }

  /** Waits for their ends, while others may look at them. */
  void stop() {
    List<Running> all = running();
    all.forEach(Running::stop);
    try {
      for (Running running : all) {
        running.thread().join(STOP_TIMEOUT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Running> running() {
    return List.copyOf(byName.values());
  }

  boolean allEnded() {
    return running().stream().map(Running::thread).noneMatch(Thread::isAlive);
  }
}
