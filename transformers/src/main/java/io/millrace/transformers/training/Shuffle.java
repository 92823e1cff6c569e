package io.millrace.transformers.training;

import java.util.SplittableRandom;

/** The order of examples in an epoch: the same for the same seed and epoch. */
final class Shuffle {

  private Shuffle() {}

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
