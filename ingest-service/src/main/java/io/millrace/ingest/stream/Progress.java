package io.millrace.ingest.stream;

import java.util.BitSet;

/**
 * Up to which number all messages are answered, when answers come in any order.
 *
 * <p>Thread-safe.
 */
final class Progress {

  private final BitSet answered = new BitSet(); // by the distance from the next that is not
  private long acknowledged;

  /**
   * @param acknowledged the number up to which all are answered already
   */
  Progress(long acknowledged) {
    this.acknowledged = acknowledged;
  }

  /** The sender begins after another number. */
  synchronized void startAfter(long number) {
    acknowledged = number;
    answered.clear();
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  /**
   * A message is answered.
   *
   * @return whether the number up to which all are has risen by it
   */
  synchronized boolean answered(long number) {
    long distance = number - acknowledged - 1;
    if (distance < 0) {
      return false;
    }
    answered.set(Math.toIntExact(distance));
    int all = answered.nextClearBit(0);
    if (all > 0) {
      acknowledged += all;
      BitSet rest = answered.get(all, Math.max(all, answered.length()));
      answered.clear();
      answered.or(rest);
    }
    return all > 0;
  }
}
