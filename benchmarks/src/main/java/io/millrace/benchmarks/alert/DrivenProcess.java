package io.millrace.benchmarks.alert;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A target that follows six causes after a while, and its own past: cause j, an AR(1) process with
 * a deviation of 1, moves it {@value #DELAY} steps later.
 */
final class DrivenProcess {

  static final List<String> VARIATES =
      List.of("target", "cause1", "cause2", "cause3", "cause4", "cause5", "cause6");
  static final String TARGET = "target";
  static final Duration STEP = Duration.ofSeconds(1);
  static final int DELAY = 8; // steps

  /** Rarely crossed while nothing happens: three and a half deviations of the target. */
  static final double LIMIT = 4;

  static final double MEMORY = 0.5;
  static final double OWN = 0.85;
  static final double EACH = 0.15;
  private static final double SHIFT = 8; // deviations of a cause
  private static final int RISE = 6; // steps

  private DrivenProcess() {}

  /**
   * Nothing happens but one shift.
   *
   * @param shifted place of the variate that is shifted up
   * @param at step from which it is
   * @return [step][variate]
   */
  static double[][] rows(int steps, long seed, int shifted, int at) {
    double[][] shifts = new double[VARIATES.size()][steps];
    shift(shifts[shifted], at, steps);
    return rows(seed, shifts);
  }

  private static void shift(double[] shifts, int from, int to) {
    for (int step = from; step < to; step++) {
      shifts[step] = SHIFT * Math.min(1, (step - from + 1.0) / RISE);
    }
  }

  /**
   * @param shifts [variate][step]
   */
  private static double[][] rows(long seed, double[][] shifts) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] latent = new double[shifts.length];
    double[][] rows = new double[shifts[0].length][shifts.length];
    for (int step = 0; step < rows.length; step++) {
      double target = OWN * (step > 0 ? rows[step - 1][0] : 0) + 0.3 * random.nextGaussian();
      for (int j = 1; j < latent.length; j++) {
        latent[j] = MEMORY * latent[j] + Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian();
        rows[step][j] = latent[j] + shifts[j][step];
        target += step >= DELAY ? EACH * rows[step - DELAY][j] : 0;
      }
      rows[step][0] = target + (1 - OWN) * shifts[0][step];
    }
    return rows;
  }
}
