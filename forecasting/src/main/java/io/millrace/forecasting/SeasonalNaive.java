package io.millrace.forecasting;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The next season is the last one again; without a season, the last value stands. Intervals are the
 * quantiles of the errors that the same rule made in the window.
 *
 * @param season in steps, 1 = none
 */
public record SeasonalNaive(int season) {

  /** As forecasts call it. */
  public static final String NAME = "seasonal-naive";

  private static final int FEWEST_ERRORS = 8;

  public SeasonalNaive {
    if (season < 1) {
      throw new IllegalArgumentException("season: must be at least 1, is " + season);
    }
  }

  /**
   * @param column the window of one variate, oldest first, NaN = missing
   * @param lead steps ahead, from 1
   * @return NaN when the window has no value at all
   */
  public double point(double[] column, int lead) {
    int index = column.length - season + (lead - 1) % season;
    while (index >= 0 && Double.isNaN(column[index])) {
      index -= season;
    }
    return index >= 0 ? column[index] : lastValue(column);
  }

  private static double lastValue(double[] column) {
    for (int i = column.length - 1; i >= 0; i--) {
      if (!Double.isNaN(column[i])) {
        return column[i];
      }
    }
    return Double.NaN;
  }

  /** The forecast of one variate, or of NaN throughout when the window has no value. */
  public VariateOutlook forecast(double[] column, int horizon, double[] levels) {
    double[] mean = new double[horizon];
    double[][] quantiles = new double[levels.length][horizon];
    Spreads spreads = new Spreads(column, levels);
    for (int lead = 1; lead <= horizon; lead++) {
      mean[lead - 1] = point(column, lead);
      double[] spread = spreads.at(lead);
      for (int level = 0; level < levels.length; level++) {
        quantiles[level][lead - 1] = mean[lead - 1] + spread[level];
      }
    }
    return new VariateOutlook(mean, levels, quantiles);
  }

  /** Quantiles of past errors by distance; each distance is sorted once. */
  private final class Spreads {

    private final double[] column;
    private final double[] levels;
    private final Map<Integer, double[]> byDistance = new TreeMap<>();

    Spreads(double[] column, double[] levels) {
      this.column = column;
      this.levels = levels;
    }

    double[] at(int lead) {
      int distance = (lead + season - 1) / season * season;
      if (season > 1) {
        return measured(distance);
      }
      int below = Integer.highestOneBit(distance); // powers of two are measured, others between
      double share = (double) (distance - below) / below;
      double[] near = measured(below);
      double[] far = share == 0 ? near : measured(2 * below);
      double[] spread = new double[levels.length];
      Arrays.setAll(spread, i -> near[i] + share * (far[i] - near[i]));
      return spread;
    }

    private double[] measured(int distance) {
      double[] known = byDistance.get(distance);
      if (known == null) {
        known = measure(distance);
        byDistance.put(distance, known);
      }
      return known;
    }

    /** Too few errors at a distance: those at half of it, grown as a random walk grows. */
    private double[] measure(int distance) {
      double[] errors = errors(distance);
      if (errors.length >= FEWEST_ERRORS || distance <= season) {
        return quantilesOf(errors);
      }
      int shorter = Math.max(season, distance / 2 / season * season);
      double growth = Math.sqrt((double) distance / shorter);
      return Arrays.stream(measured(shorter)).map(spread -> spread * growth).toArray();
    }

    private double[] errors(int distance) {
      double[] errors = new double[Math.max(0, column.length - distance)];
      for (int i = 0; i < errors.length; i++) {
        errors[i] = column[i + distance] - column[i];
      }
      double[] present = Arrays.stream(errors).filter(error -> !Double.isNaN(error)).toArray();
      Arrays.sort(present);
      return present;
    }

    private double[] quantilesOf(double[] sorted) {
      double[] quantiles = new double[levels.length];
      if (sorted.length > 0) {
        Arrays.setAll(quantiles, i -> interpolated(sorted, levels[i]));
      }
      return quantiles;
    }

    private static double interpolated(double[] sorted, double level) {
      double place = level * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
  }
}
