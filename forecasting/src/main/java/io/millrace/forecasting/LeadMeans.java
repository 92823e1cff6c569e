package io.millrace.forecasting;

import java.util.stream.IntStream;

/** Means of a metric over many forecasts, by lead and variate. */
public final class LeadMeans {

  private final int horizon;
  private final int variates;
  private final double[] sums; // [lead, variate]
  private final long[] points;

  public LeadMeans(int horizon, int variates) {
    this.horizon = horizon;
    this.variates = variates;
    sums = new double[horizon * variates];
    points = new long[horizon * variates];
  }

  /**
   * Takes in one point.
   *
   * @param lead from 1
   * @param value of the metric at one point
   */
  public void add(int lead, int variate, double value) {
    int at = (lead - 1) * variates + variate;
    sums[at] += value;
    points[at]++;
  }

  /** Over all leads and variates; NaN where there is no point, here and below. */
  public double mean() {
    return meanAt(IntStream.range(0, sums.length).toArray());
  }

  public double mean(int lead) {
    return meanAt(IntStream.range((lead - 1) * variates, lead * variates).toArray());
  }

  public double mean(int lead, int variate) {
    return meanAt((lead - 1) * variates + variate);
  }

  public double meanOfVariate(int variate) {
    return meanAt(IntStream.range(0, horizon).map(lead -> lead * variates + variate).toArray());
  }

  private double meanAt(int... at) {
    double sum = IntStream.of(at).mapToDouble(i -> sums[i]).sum();
    return sum / IntStream.of(at).mapToLong(i -> points[i]).sum();
  }
}
