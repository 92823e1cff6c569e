package io.millrace.transformers.text;

import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Pairs of texts of one label. A batch of them has two texts a pair, and the pairs of other labels
 * are what they are told apart from.
 *
 * @param ids word pieces of each text
 * @param labels of each text, from 0
 * @param byLabel the texts of each label
 * @param count of pairs; each text is the first of as many, or of one more
 */
record LikePairs(int[][] ids, int[] labels, List<int[]> byLabel, int count, long seed)
    implements Examples {

  static LikePairs of(int[][] ids, int[] labels, int count, long seed) {
    int last = Arrays.stream(labels).max().orElseThrow();
    List<int[]> byLabel =
        IntStream.rangeClosed(0, last)
            .mapToObj(
                label -> IntStream.range(0, ids.length).filter(i -> labels[i] == label).toArray())
            .toList();
    return new LikePairs(ids, labels, byLabel, count, seed);
  }

  /** The first so many. */
  LikePairs first(int pairs) {
    return new LikePairs(ids, labels, byLabel, Math.min(pairs, count), seed);
  }

  @Override
  public Batch batch(int[] pairs) {
    int[] texts = Arrays.stream(pairs).flatMap(this::pair).toArray();
    return TextExamples.batch(
        Arrays.stream(texts).mapToObj(text -> ids[text]).toArray(int[][]::new),
        new Truth.One(labels).of(texts));
  }

  /** A text and another of its label; itself, where it is the only one. */
  private IntStream pair(int pair) {
    int first = pair % ids.length;
    int[] alike = byLabel.get(labels[first]);
    int drawn = new SplittableRandom(seed + pair).nextInt(alike.length);
    int second = alike[drawn] == first ? alike[(drawn + 1) % alike.length] : alike[drawn];
    return IntStream.of(first, second);
  }
}
