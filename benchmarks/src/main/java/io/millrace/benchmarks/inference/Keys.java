package io.millrace.benchmarks.inference;

import java.util.SplittableRandom;

/** Which of its keys each event of a load has; the same number always has the same. */
interface Keys {

  /** The key's index. */
  int of(int number);

  /** Each key as likely as another. */
  static Keys even(int count, long seed) {
    return number -> random(number, seed).nextInt(count);
  }

  /** Key 0 has half of all events, and the others the other half, each as likely as another. */
  static Keys hot(int others, long seed) {
    return number -> {
      SplittableRandom random = random(number, seed);
      return random.nextBoolean() ? 0 : 1 + random.nextInt(others);
    };
  }

  private static SplittableRandom random(int number, long seed) {
    return new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L); // neighbours far apart
  }
}
