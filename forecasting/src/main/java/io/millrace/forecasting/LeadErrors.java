package io.millrace.forecasting;

import java.util.stream.IntStream;

/** Errors of many forecasts, summed by lead and variate. */
public final class LeadErrors {

  private final int variates;
  private final LeadMeans squares;
  private final LeadMeans absolutes;

  public LeadErrors(int horizon, int variates) {
    this.variates = variates;
    squares = new LeadMeans(horizon, variates);
    absolutes = new LeadMeans(horizon, variates);
  }

  /**
   * Takes in one point.
   *
   * @param lead from 1
   */
  public void add(int lead, int variate, double actual, double forecast) {
    double error = actual - forecast;
    squares.add(lead, variate, error * error);
    absolutes.add(lead, variate, Math.abs(error));
  }

  /** Mean squared error over all leads and variates. */
  public double mse() {
    return squares.mean();
  }

  /** Mean absolute error over all leads and variates. */
  public double mae() {
    return absolutes.mean();
  }

  public double mse(int lead) {
    return squares.mean(lead);
  }

  public double mae(int lead) {
    return absolutes.mean(lead);
  }

  public double mae(int lead, int variate) {
    return absolutes.mean(lead, variate);
  }

  public double mse(int lead, int variate) {
    return squares.mean(lead, variate);
  }

  /** MAE over a reference's on the same points: below 1 is better. */
  public double relMae(LeadErrors reference) {
    return mae() / reference.mae();
  }

  /** At one lead and variate; NaN where both are without error. */
  public double relMae(LeadErrors reference, int lead, int variate) {
    return mae(lead, variate) / reference.mae(lead, variate);
  }

  /** Mean over variates of MAE / scale; a variate whose scale is NaN is left out. */
  public double mase(double[] scales) {
    return IntStream.range(0, variates)
        .filter(variate -> !Double.isNaN(scales[variate]))
        .mapToDouble(variate -> absolutes.meanOfVariate(variate) / scales[variate])
        .average()
        .orElse(Double.NaN);
  }
}
