package io.millrace.transformers.series;

import io.millrace.forecasting.Metrics;
import java.util.Arrays;
import java.util.List;

/** How often actuals fell between the outermost quantiles, and what the quantiles cost. */
public final class IntervalCoverage {

  private final List<Double> levels;
  private final long[] covered;
  private final long[] points;
  private double pinball;

  IntervalCoverage(List<Double> levels, int horizon) {
    this.levels = levels;
    covered = new long[horizon];
    points = new long[horizon];
  }

  /** The share of actuals that the interval should hold. */
  public double target() {
    return levels.get(levels.size() - 1) - levels.get(0);
  }

  /** Over all leads and variates. */
  public double coverage() {
    return (double) sum(covered) / sum(points);
  }

  /**
   * @param lead from 1
   */
  public double coverage(int lead) {
    return (double) covered[lead - 1] / points[lead - 1];
  }

  /** Mean over points and quantiles, in scaled units. */
  public double pinball() {
    return pinball / sum(points) / levels.size();
  }

  /**
   * @param quantiles of which those from {@code from} belong to this point
   */
  void add(int lead, double actual, float[] quantiles, int from) {
    int last = from + levels.size() - 1;
    covered[lead - 1] += Metrics.covered(actual, quantiles[from], quantiles[last]) ? 1 : 0;
    points[lead - 1]++;
    for (int quantile = 0; quantile < levels.size(); quantile++) {
      pinball += Metrics.pinball(levels.get(quantile), actual, quantiles[from + quantile]);
    }
  }

  private static long sum(long[] counts) {
    return Arrays.stream(counts).sum();
  }
}
