package io.millrace.serving;

/** Cuts a tokenized text. */
final class Truncation {

  private Truncation() {}

  /**
   * Drops ordinary tokens from the end until at most {@code maximum} tokens are left. Special
   * tokens stay, unless there are more of them than the maximum.
   *
   * @param special 1 where the token is special, as many as ids
   */
  static int[] keep(long[] ids, long[] special, int maximum) {
    int ordinary = maximum;
    for (long each : special) {
      ordinary -= each == 1 ? 1 : 0;
    }
    int[] kept = new int[Math.min(ids.length, maximum)];
    int at = 0;
    for (int i = 0; i < ids.length && at < kept.length; i++) {
      if (special[i] == 1 || ordinary-- > 0) {
        kept[at++] = Math.toIntExact(ids[i]);
      }
    }
    return kept;
  }
}
