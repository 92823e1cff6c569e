package io.millrace.inference.loop;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Lets the loops of a process work side by side, or one of them while all others wait. */
public final class Turns {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  void together(Runnable work) {
    take(lock.readLock(), work);
  }

  void alone(Runnable work) {
    take(lock.writeLock(), work);
  }

  private static void take(Lock turn, Runnable work) {
    turn.lock();
    try {
      work.run();
    } finally {
      turn.unlock();
    }
  }
}
