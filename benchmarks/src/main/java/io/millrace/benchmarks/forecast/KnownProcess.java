package io.millrace.benchmarks.forecast;

import java.util.Arrays;
import java.util.Random;

/** Processes whose forecasts have a known distribution; the variance doubles half-way. */
enum KnownProcess {
  /** AR(1) with innovations from a t distribution of 4 degrees of freedom, variance 1. */
  HEAVY_TAILED {
    private static final double COEFFICIENT = 0.8;

    @Override
    double innovation(Random random) {
      double squares = 0;
      for (int i = 0; i < 4; i++) {
        double normal = random.nextGaussian();
        squares += normal * normal;
      }
      return random.nextGaussian() / Math.sqrt(squares / 4) / Math.sqrt(2);
    }

    @Override
    double response(int lag) {
      return Math.pow(COEFFICIENT, lag);
    }

    @Override
    double mean(double[] values, double[] innovations, int step, int lead) {
      return values[step] * Math.pow(COEFFICIENT, lead);
    }
  },
  /** A daily season under noise whose deviation follows the hour, from 0.7 to 1.3. */
  SEASONAL {
    @Override
    double response(int lag) {
      return lag == 0 ? 1 : 0;
    }

    @Override
    double deviation(int step) {
      return 1 + 0.3 * Math.sin(2 * Math.PI * step / DAY);
    }

    @Override
    double mean(double[] values, double[] innovations, int step, int lead) {
      return 5 * Math.sin(2 * Math.PI * (step + lead) / DAY + 1);
    }
  },
  /** ARIMA(0, 1, 1): a random walk whose innovations echo by one half at the next step. */
  INTEGRATED {
    private static final double ECHO = 0.5;

    @Override
    double response(int lag) {
      return lag == 0 ? 1 : 1 + ECHO;
    }

    @Override
    double mean(double[] values, double[] innovations, int step, int lead) {
      return values[step] + ECHO * innovations[step];
    }
  };

  private static final int DAY = 24;

  /** Paths that the quantiles of a sum of innovations are read from. */
  private static final int DRAWS = 100_000;

  private static final long DRAWS_SEED = 5;

  double innovation(Random random) {
    return random.nextGaussian();
  }

  /** Of the innovation's deviation, beside the change half-way. */
  double deviation(int step) {
    return 1;
  }

  /** How much of an innovation is in the value {@code lag} steps later. */
  abstract double response(int lag);

  /** Expected at a step, of the value {@code lead} steps later. */
  abstract double mean(double[] values, double[] innovations, int step, int lead);

  /**
   * @param half steps before the variance doubles, and after
   */
  KnownSeries draw(int half, int horizon, double[] levels, long seed) {
    int steps = 2 * half + horizon;
    Random random = new Random(seed);
    double[] scale = new double[steps];
    double[] innovations = new double[steps];
    double[] values = new double[steps];
    double[][] means = new double[steps][horizon];
    for (int step = 0; step < steps; step++) {
      scale[step] = deviation(step) * (step < half ? 1 : Math.sqrt(2));
      innovations[step] = scale[step] * innovation(random);
      values[step] = innovations[step] + (step == 0 ? 0 : means[step - 1][0]);
      for (int lead = 1; lead <= horizon; lead++) {
        means[step][lead - 1] = mean(values, innovations, step, lead);
      }
    }
    return new KnownSeries(values, means, unit(horizon, levels), scale);
  }

  /** {@code [lead − 1][level]} quantiles of what the innovations of so many steps add up to. */
  private double[][] unit(int horizon, double[] levels) {
    Random random = new Random(DRAWS_SEED);
    double[] sums = new double[DRAWS];
    double[][] unit = new double[horizon][levels.length];
    for (int lead = 1; lead <= horizon; lead++) {
      for (int draw = 0; draw < DRAWS; draw++) {
        sums[draw] += response(lead - 1) * innovation(random);
      }
      double[] sorted = sums.clone();
      Arrays.sort(sorted);
      for (int level = 0; level < levels.length; level++) {
        unit[lead - 1][level] = sorted[(int) (levels[level] * DRAWS)];
      }
    }
    return unit;
  }
}
