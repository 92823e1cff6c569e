package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Limit;
import java.util.Random;

/** Processes that limits are watched on, with normal innovations of variance 1. */
enum BreachProcess {
  /** An AR(1) process. */
  AUTOREGRESSIVE(0.8, 0, 0),
  /** A random walk with a drift that turns every 100 steps, weakly held where it began. */
  WALK(0.995, 0.08, 0),
  /** A daily season under AR(1) noise. */
  SEASONAL(0.7, 0, 3),
  /**
   * AR(1) noise on which ramps come unforeseen: up for a while, and down twice as fast. Nobody
   * knows the true probability, and the forecaster goes on along the last readings.
   */
  RAMPS(0.6, 0, 0) {
    private static final double START = 1 / 60.0; // a step
    private static final int SHORTEST = 10;
    private static final int LONGER = 20;
    private static final double RISE = 0.5;

    private static final int FITTED = 8;
    private static final double DAMPING = 0.9;

    @Override
    DrawnSeries draw(int steps, long seed) {
      DrawnSeries noise = super.draw(steps, seed);
      Random random = new Random(seed + 1);
      double[] values = noise.values().clone();
      double height = 0;
      int rising = 0;
      for (int step = 0; step < steps; step++) {
        if (rising == 0 && height == 0 && random.nextDouble() < START) {
          rising = SHORTEST + random.nextInt(LONGER);
        }
        height = rising > 0 ? height + RISE : Math.max(0, height - 2 * RISE);
        rising = Math.max(0, rising - 1);
        values[step] += height;
      }
      return new DrawnSeries(values, noise.states());
    }

    @Override
    double[] mean(DrawnSeries drawn, int step, int horizon) {
      double middle = (FITTED - 1) / 2.0;
      double level = 0;
      double products = 0;
      double squares = 0;
      for (int i = 0; i < FITTED; i++) {
        double value = drawn.values()[Math.max(0, step - i)];
        level += value / FITTED;
        products += (middle - i) * value;
        squares += (middle - i) * (middle - i);
      }
      double slope = products / squares;
      double[] mean = new double[horizon];
      double now = level + slope * middle;
      double rise = slope;
      for (int lead = 0; lead < horizon; lead++) {
        rise *= DAMPING;
        now += rise;
        mean[lead] = now;
      }
      return mean;
    }

    @Override
    double truth(DrawnSeries drawn, int step, Limit limit, int leads) {
      return Double.NaN;
    }
  };

  private static final int DAY = 24;
  private static final int TURN = 100;
  private static final int PATHS = 400;

  private final double coefficient;
  private final double drift;
  private final double season;

  BreachProcess(double coefficient, double drift, double season) {
    this.coefficient = coefficient;
    this.drift = drift;
    this.season = season;
  }

  DrawnSeries draw(int steps, long seed) {
    Random random = new Random(seed);
    double[] values = new double[steps];
    double[] states = new double[steps];
    double state = 0;
    for (int step = 0; step < steps; step++) {
      state = expected(state, step) + random.nextGaussian();
      states[step] = state;
      values[step] = state + seasonAt(step);
    }
    return new DrawnSeries(values, states);
  }

  /** Of a step's state, after the one before it. */
  private double expected(double before, int step) {
    return coefficient * before + (step / TURN % 2 == 0 ? drift : -drift);
  }

  private double seasonAt(int step) {
    return season * Math.sin(2 * Math.PI * step / DAY);
  }

  /** What its forecaster expects at a step, by lead: all that can be known, but for ramps. */
  double[] mean(DrawnSeries drawn, int step, int horizon) {
    double[] mean = new double[horizon];
    double state = drawn.states()[step];
    for (int lead = 1; lead <= horizon; lead++) {
      state = expected(state, step + lead);
      mean[lead - 1] = state + seasonAt(step + lead);
    }
    return mean;
  }

  /** That the limit is breached at one of the next steps, by simulation; NaN = not known. */
  double truth(DrawnSeries drawn, int step, Limit limit, int leads) {
    Random random = new Random(step);
    int breached = 0;
    for (int path = 0; path < PATHS; path++) {
      double state = drawn.states()[step];
      for (int at = step + 1; at <= step + leads; at++) {
        state = expected(state, at) + random.nextGaussian();
        if (limit.breachedBy(state + seasonAt(at))) {
          breached++;
          break;
        }
      }
    }
    return (double) breached / PATHS;
  }
}
