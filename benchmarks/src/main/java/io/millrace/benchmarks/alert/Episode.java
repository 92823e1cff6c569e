package io.millrace.benchmarks.alert;

import java.util.Locale;
import java.util.SplittableRandom;

/** Something that goes wrong with a series, and is over again. Steps are seconds. */
enum Episode {

  /** Rises for two minutes, crosses the limit, and falls back. */
  RAMP {
    @Override
    double disturbance(int since) {
      double up = 0.5 * Math.min(since, 120);
      double down = since < 140 ? 0 : 0.5 * Math.min(since - 140, 120);
      return up - down;
    }
  },

  /** Six points far outside; nothing announces them. */
  SPIKE {
    @Override
    double disturbance(int since) {
      return since < 6 ? 40 : 0;
    }
  },

  /** Swings further and further, beyond the limit, and calms down. */
  OSCILLATION {
    @Override
    double disturbance(int since) {
      double size = since > 480 ? 0 : 60 * (1 - Math.abs(since - 240) / 240.0);
      return size * Math.sin(2 * Math.PI * since / 60);
    }
  },

  /** Nothing is heard for a minute and a half. */
  SILENCE {
    @Override
    double disturbance(int since) {
      return 0;
    }

    @Override
    boolean isTold(int step) {
      return step < BEGINNING || step >= BEGINNING + 90;
    }
  };

  static final int BEGINNING = 400; // step
  static final int STEPS = 1_600;
  static final double LIMIT = 100;
  static final double USUAL = 50;

  abstract double disturbance(int since);

  /** Whether it crosses the limit, and can be seen coming. */
  boolean isAhead() {
    return this == RAMP || this == OSCILLATION;
  }

  /** Whether there is a reading at a step. */
  boolean isTold(int step) {
    return true;
  }

  /**
   * @param noise the same for the twin to which nothing happens
   */
  double value(int step, double noise) {
    return USUAL + noise + (step < BEGINNING ? 0 : disturbance(step - BEGINNING));
  }

  /** AR(1) with a deviation of 1, the same for a series and its twin. */
  static double[] noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] noise = new double[STEPS];
    for (int i = 1; i < STEPS; i++) {
      noise[i] = 0.6 * noise[i - 1] + 0.8 * random.nextGaussian();
    }
    return noise;
  }

  /** The first step whose value is beyond the limit; -1 if none is. */
  int crossing(double[] noise) {
    for (int step = BEGINNING; step < STEPS; step++) {
      if (value(step, noise[step]) > LIMIT) {
        return step;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
