package io.millrace.transformers.frames;

import java.util.SplittableRandom;

/**
 * Which tokens of a window are hidden from a network that shall tell what they were: spans of one
 * length, none touching another, and at least one.
 *
 * @param share of the tokens that is hidden at most, unless one span is more
 * @param length tokens of a span
 * @param draws how many hidings of each window there are
 * @param seed of all of them
 */
record HiddenSpans(double share, int length, int draws, long seed) {

  /** Not SplittableRandom's own step, which would make one window's draws the next one's. */
  private static final long APART = 0xBF58476D1CE4E5B9L;

  HiddenSpans {
    if (!(share > 0 && share < 1) || length < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "hidden spans: expected a share inside (0, 1), a length and draws of at least 1, found"
              + " %s, %d and %d".formatted(share, length, draws));
    }
  }

  /**
   * By token, whether it is hidden.
   *
   * @param example tells windows and draws apart; the same one hides the same tokens
   * @throws IllegalArgumentException if a span leaves nothing to see
   */
  boolean[] of(int example, int tokens) {
    if (length >= tokens) {
      throw new IllegalArgumentException(
          "a span of %d tokens hides all of a window of %d".formatted(length, tokens));
    }
    SplittableRandom random = new SplittableRandom(seed + APART * (example + 1));
    boolean[] hidden = new boolean[tokens];
    int spans = Math.max(1, (int) (share * tokens / length));
    for (int span = 0; span < spans; span++) {
      hide(hidden, random.nextInt(tokens - length + 1), span == 0);
    }
    return hidden;
  }

  /** A span that would touch another is left out. */
  private void hide(boolean[] hidden, int from, boolean first) {
    int before = Math.max(0, from - 1);
    int after = Math.min(hidden.length, from + length + 1);
    for (int token = before; token < after && !first; token++) {
      if (hidden[token]) {
        return;
      }
    }
    for (int token = from; token < from + length; token++) {
      hidden[token] = true;
    }
  }
}
