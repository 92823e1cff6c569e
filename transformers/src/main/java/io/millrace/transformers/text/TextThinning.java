package io.millrace.transformers.text;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Each text once more with some of its word pieces left out and its labels kept: where any word may
 * be missing, a label can't rest on one word alone, and its weights spread over all that speak for
 * it.
 *
 * @param share of the pieces that are left out
 */
record TextThinning(double share, int seed) {

  /** The texts themselves, then their copies. */
  TextExamples of(TextExamples texts) {
    int count = texts.count();
    Random random = new Random(seed);
    int[][] ids = Arrays.copyOf(texts.ids(), 2 * count);
    for (int i = 0; i < count; i++) {
      ids[count + i] = thinned(ids[i], random);
    }
    int[] sources = IntStream.range(0, ids.length).map(i -> i % count).toArray();
    return new TextExamples(ids, texts.truth().of(sources), texts.tokenBudget());
  }

  /** The first and the last, which are no words, stay. */
  private int[] thinned(int[] text, Random random) {
    return IntStream.range(0, text.length)
        .filter(t -> t == 0 || t == text.length - 1 || random.nextDouble() >= share)
        .map(t -> text[t])
        .toArray();
  }
}
