package io.millrace.releases.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** How far a topic was followed, for those who wait for it. Thread-safe. */
public final class Progress {

  private final Map<TopicPartition, Long> positions = new HashMap<>(); // of the next record
  private boolean caughtUp;

  public synchronized boolean isCaughtUp() {
    return caughtUp;
  }

  /** Whether all that was there at the start was followed in time. */
  public synchronized boolean awaitCaughtUp(Duration atMost) {
    return await(() -> caughtUp, atMost);
  }

  /** Whether the record was followed in time. */
  public synchronized boolean awaitFollowed(
      TopicPartition partition, long offset, Duration atMost) {
    return await(() -> positions.getOrDefault(partition, 0L) > offset, atMost);
  }

  synchronized Map<TopicPartition, Long> positions() {
    return Map.copyOf(positions);
  }

  synchronized void reached(Map<TopicPartition, Long> others) {
    positions.putAll(others);
    notifyAll();
  }

  synchronized void caughtUp() {
    caughtUp = true;
    notifyAll();
  }

  private synchronized boolean await(BooleanSupplier reached, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!reached.getAsBoolean()) {
        long left = (end - System.nanoTime()) / 1_000_000; // ms
        if (left < 1) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
