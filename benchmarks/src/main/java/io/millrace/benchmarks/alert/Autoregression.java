package io.millrace.benchmarks.alert;

import java.util.SplittableRandom;

/** Values of mean 0 and variance 1, each the last one's correlation and something new. */
final class Autoregression {

  private static final int DEGREES = 3; // of freedom, of heavy tails

  private final double correlation;
  private final boolean heavy;
  private final SplittableRandom random;
  private double value;

  Autoregression(double correlation, boolean heavy, SplittableRandom random) {
    this.correlation = correlation;
    this.heavy = heavy;
    this.random = random;
    value = random.nextGaussian();
  }

  double next() {
    value = correlation * value + Math.sqrt(1 - correlation * correlation) * innovation();
    return value;
  }

  private double innovation() {
    double normal = random.nextGaussian();
    if (!heavy) {
      return normal;
    }
    double squares = 0;
    for (int i = 0; i < DEGREES; i++) {
      squares += Math.pow(random.nextGaussian(), 2);
    }
    return normal / Math.sqrt(squares / DEGREES) * Math.sqrt((DEGREES - 2.0) / DEGREES);
  }
}
