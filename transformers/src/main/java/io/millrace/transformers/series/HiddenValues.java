package io.millrace.transformers.series;

import io.millrace.forecasting.GapPolicy;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hides values of training windows, so that a network learns what a mask means: in runs, the share
 * of each window drawn from 0 to twice the mean share, the same in every epoch.
 *
 * @param share of the values of a window that are hidden, on average
 * @param policy what stands in for them; where it knows nothing, the value before does
 */
public record HiddenValues(double share, long seed, GapPolicy policy) {

  /** More hidden than seen teaches little. */
  public static final double LARGEST_SHARE = 0.4;

  private static final int LONGEST_RUN = 12;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double MEAN_RUN = (1 + LONGEST_RUN) / 2.0;

  public HiddenValues {
    if (!(share > 0 && share <= LARGEST_SHARE)) {
      throw new IllegalArgumentException(
          "share of hidden values: expected above 0, up to " + LARGEST_SHARE + ", found " + share);
    }
  }

  /**
   * The same window with stand-ins for some of its values. What follows a window is never looked
   * at, and its first value stays, so that there is always one to go on from.
   *
   * @param index tells windows apart
   */
  MaskedWindow hide(int index, MaskedWindow window) {
    SplittableRandom random = new SplittableRandom(seed + GOLDEN * index);
    double wanted = 2 * share * random.nextDouble();
    double start = wanted / MEAN_RUN / (1 - wanted); // of a run, at a value that is not in one
    float[] values = window.values().clone();
    float[] mask = window.mask().clone();
    for (int variate = 0; variate < window.variates(); variate++) {
      double[] hidden = hidden(window.column(variate), random, start);
      double[] filled = filled(hidden);
      for (int row = 0; row < hidden.length; row++) {
        if (Double.isNaN(hidden[row])) {
          values[row * window.variates() + variate] = (float) filled[row];
          mask[row * window.variates() + variate] = 1;
        }
      }
    }
    return new MaskedWindow(values, mask, window.variates());
  }

  /** NaN = hidden. */
  private static double[] hidden(double[] column, SplittableRandom random, double start) {
    int row = 1;
    while (row < column.length) {
      if (random.nextDouble() < start) {
        int end = Math.min(column.length, row + random.nextInt(1, LONGEST_RUN + 1));
        Arrays.fill(column, row, end, Double.NaN);
        row = end;
      }
      row++;
    }
    return column;
  }

  private double[] filled(double[] hidden) {
    return new GapPolicy.Previous(hidden.length).fill(policy.fill(hidden).values()).values();
  }
}
