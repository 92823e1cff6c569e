package io.millrace.transformers.text;

import java.util.Arrays;

/**
 * Token ids of several texts, padded at the end to the longest.
 *
 * @param length of every row
 * @param ids row-major [batch, length], 0 at padding
 * @param mask row-major [batch, length], 1 = real token
 */
@SuppressWarnings("ArrayRecordComponent") // lives between one method and the next, never compared
record PaddedTokens(int length, int[] ids, int[] mask) {

  static PaddedTokens of(int[][] batch) {
    int length = Arrays.stream(batch).mapToInt(row -> row.length).max().orElse(0);
    int[] ids = new int[batch.length * length];
    int[] mask = new int[batch.length * length];
    for (int i = 0; i < batch.length; i++) {
      System.arraycopy(batch[i], 0, ids, i * length, batch[i].length);
      Arrays.fill(mask, i * length, i * length + batch[i].length, 1);
    }
    return new PaddedTokens(length, ids, mask);
  }
}
