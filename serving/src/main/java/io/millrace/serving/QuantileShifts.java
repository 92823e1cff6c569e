package io.millrace.serving;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves a model's quantiles by what calibration measured. Shifted quantiles can cross, so they are
 * put in order again (<a href="https://doi.org/10.3982/ECTA7880">Chernozhukov, Fernández-Val and
 * Galichon 2010</a>: sorting never makes them worse).
 */
public final class QuantileShifts {

  /** Of every lead and variate: {@code [horizon, variates, quantile]}, scaled units. */
  private final float[] shifts;

  private final int quantiles;

  private QuantileShifts(float[] shifts, int quantiles) {
    this.shifts = shifts;
    this.quantiles = quantiles;
  }

  /**
   * @param calibration null = none, which only orders
   */
  public static QuantileShifts of(
      @Nullable Calibration calibration, int horizon, int variates, int quantiles) {
    float[] shifts = new float[horizon * variates * quantiles];
    if (calibration != null && !calibration.quantileShifts().isEmpty()) {
      calibration.check(horizon, quantiles, variates);
      for (int at = 0; at < shifts.length; at++) {
        int lead = at / quantiles / variates + 1;
        List<List<Double>> rows = calibration.quantileShifts().get(at % quantiles);
        shifts[at] =
            rows.get(bucket(calibration.leads(), lead)).get(at / quantiles % variates).floatValue();
      }
    }
    return new QuantileShifts(shifts, quantiles);
  }

  /**
   * The bucket of a lead.
   *
   * @param ends the last lead of each bucket, ascending
   * @param lead from 1
   */
  public static int bucket(List<Integer> ends, int lead) {
    int bucket = 0;
    while (lead > ends.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  /**
   * In place.
   *
   * @param values flat {@code [.., horizon, variates, quantile]}
   */
  public void apply(float[] values) {
    for (int at = 0; at < values.length; at += quantiles) {
      for (int quantile = 0; quantile < quantiles; quantile++) {
        values[at + quantile] += shifts[(at + quantile) % shifts.length];
      }
      Arrays.sort(values, at, at + quantiles);
    }
  }
}
