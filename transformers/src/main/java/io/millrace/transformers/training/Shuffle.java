package io.millrace.transformers.training;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The order of examples in an epoch: the same for the same seed and epoch. */
final class Shuffle {

  private Shuffle() {}

  /** As they lie. */
  static int[] none(int count) {
    return IntStream.range(0, count).toArray();
  }

  static int[] order(int count, int seed, int epoch) {
    SplittableRandom random = new SplittableRandom(((long) seed << 32) + epoch);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
