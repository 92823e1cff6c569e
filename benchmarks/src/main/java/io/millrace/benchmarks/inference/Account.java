package io.millrace.benchmarks.inference;

import java.util.Locale;

/**
 * Events that went in against inferences that came out.
 *
 * @param scored different events with an inference
 * @param doubled inferences of an event that had one already
 * @param outOfOrder inferences behind one of a later event of their key
 * @param misattributed inferences with another key or version than they should have, or of events
 *     that were not sent
 */
record Account(int sent, int scored, int doubled, int outOfOrder, int misattributed) {

  int missing() {
    return sent - scored;
  }

  /** Exactly once, and in order. */
  boolean exact() {
    return missing() == 0 && doubled == 0 && outOfOrder == 0 && misattributed == 0;
  }

  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%,d events: %,d missing, %,d doubled, %,d out of order",
            sent,
            missing(),
            doubled,
            outOfOrder)
        + (misattributed == 0 ? "" : ", " + misattributed + " MISATTRIBUTED");
  }
}
