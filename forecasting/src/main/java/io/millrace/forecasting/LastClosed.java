package io.millrace.forecasting;

import java.util.Arrays;

/** The readings that closed last, whether or not they are the first of their step. */
final class LastClosed {

  private LastClosed() {}

  /**
   * Their event times, rising.
   *
   * @param reach steps to look back on from the watermark, so that it does not matter how much
   *     longer earlier ones are kept
   */
  static long[] times(GriddedHistory history, int atMost, int reach) {
    long[] times = new long[atMost];
    long lowest = history.steps().slot(history.watermark()) - reach + 1;
    long slot = history.lastClosed();
    int aside = history.crowded().firstFrom(history.watermark() + 1) - 1;
    int found = atMost;
    while (found > 0) {
      long inRow = timeInRow(history, slot, lowest);
      long beside = timeBeside(history, aside, lowest);
      if (inRow == beside) {
        break; // no two readings have one time: neither is left
      }
      times[--found] = Math.max(inRow, beside);
      if (inRow > beside) {
        slot = observedBefore(history, slot);
      } else {
        aside--;
      }
    }
    return Arrays.copyOfRange(times, found, atMost);
  }

  private static long timeInRow(GriddedHistory history, long slot, long lowest) {
    return slot < Math.max(lowest, history.rows().first()) ? Long.MIN_VALUE : history.time(slot);
  }

  private static long timeBeside(GriddedHistory history, int aside, long lowest) {
    long time = aside < 0 ? Long.MIN_VALUE : history.crowded().time(aside);
    return aside < 0 || history.steps().slot(time) < lowest ? Long.MIN_VALUE : time;
  }

  private static long observedBefore(GriddedHistory history, long slot) {
    long earlier = slot - 1;
    while (earlier >= history.rows().first() && !history.rows().observed(earlier)) {
      earlier--;
    }
    return earlier;
  }

  /** How many of those from a time on share their step with an earlier one. */
  static int sharing(GriddedHistory history, long from) {
    Crowded crowded = history.crowded();
    return crowded.firstFrom(history.watermark() + 1) - crowded.firstFrom(from);
  }
}
