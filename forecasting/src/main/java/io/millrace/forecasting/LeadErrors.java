package io.millrace.forecasting;

import java.util.stream.IntStream;

/** Errors of many forecasts, summed by lead and variate. */
public final class LeadErrors {

  private final int horizon;
  private final int variates;
  private final double[] squares;
  private final double[] absolutes;
  private final long[] points;

  public LeadErrors(int horizon, int variates) {
    this.horizon = horizon;
    this.variates = variates;
    squares = new double[horizon * variates];
    absolutes = new double[horizon * variates];
    points = new long[horizon * variates];
  }

  /**
   * @param lead from 1
   */
  public void add(int lead, int variate, double actual, double forecast) {
    double error = actual - forecast;
    int at = (lead - 1) * variates + variate;
    squares[at] += error * error;
    absolutes[at] += Math.abs(error);
    points[at]++;
  }

  /** Mean squared error over all leads and variates. */
  public double mse() {
    return sum(squares, all()) / points(all());
  }

  /** Mean absolute error over all leads and variates. */
  public double mae() {
    return sum(absolutes, all()) / points(all());
  }

  public double mse(int lead) {
    return sum(squares, at(lead)) / points(at(lead));
  }

  public double mae(int lead) {
    return sum(absolutes, at(lead)) / points(at(lead));
  }

  public double mae(int lead, int variate) {
    int at = (lead - 1) * variates + variate;
    return absolutes[at] / points[at];
  }

  public double mse(int lead, int variate) {
    int at = (lead - 1) * variates + variate;
    return squares[at] / points[at];
  }

  /** Mean over variates of MAE / scale; a variate whose scale is NaN is left out. */
  public double mase(double[] scales) {
    return IntStream.range(0, variates)
        .filter(variate -> !Double.isNaN(scales[variate]))
        .mapToDouble(variate -> sum(absolutes, of(variate)) / points(of(variate)) / scales[variate])
        .average()
        .orElse(Double.NaN);
  }

  private int[] all() {
    return IntStream.range(0, points.length).toArray();
  }

  private int[] at(int lead) {
    return IntStream.range((lead - 1) * variates, lead * variates).toArray();
  }

  private int[] of(int variate) {
    return IntStream.range(0, horizon).map(lead -> lead * variates + variate).toArray();
  }

  private static double sum(double[] values, int[] at) {
    return IntStream.of(at).mapToDouble(i -> values[i]).sum();
  }

  private double points(int[] at) {
    return IntStream.of(at).mapToLong(i -> points[i]).sum();
  }
}
