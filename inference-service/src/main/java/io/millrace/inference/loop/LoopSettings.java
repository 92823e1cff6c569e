package io.millrace.inference.loop;

import java.time.Duration;

/**
 * How a loop takes its batches.
 *
 * @param records that one poll returns at most
 * @param longest a batch may take, as far as the last ones tell; a longer poll is cut
 * @param life names this process, and no other ever
 * @param turns of the loops of this process
 */
public record LoopSettings(int records, Duration longest, String life, Turns turns) {

  public LoopSettings {
    if (records < 1) {
      throw new IllegalArgumentException("records: must be at least 1, is " + records);
    }
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("longest: must be above 0, is " + longest);
    }
  }
}
