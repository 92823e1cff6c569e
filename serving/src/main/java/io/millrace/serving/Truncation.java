package io.millrace.serving;

/** Cuts a tokenized text. */
final class Truncation {

  private Truncation() {}

  /**
   * Which tokens are left when ordinary ones are dropped from the end until there are at most
   * {@code maximum}. Special tokens stay, unless there are more of them than the maximum.
   *
   * @param special of each token, 1 where it is special
   * @return positions of the tokens, ascending
   */
  static int[] kept(long[] special, int maximum) {
    int ordinary = maximum;
    for (long each : special) {
      ordinary -= each == 1 ? 1 : 0;
    }
    int[] kept = new int[Math.min(special.length, maximum)];
    int at = 0;
    for (int i = 0; i < special.length && at < kept.length; i++) {
      if (special[i] == 1 || ordinary-- > 0) {
        kept[at++] = i;
      }
    }
    return kept;
  }
}
