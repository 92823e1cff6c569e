package io.millrace.serving;

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
    int shift = 0;
    for (int at = 0; at < values.length; at += quantiles) {
      for (int quantile = at; quantile < at + quantiles; quantile++) {
        values[quantile] += shifts[shift++];
      }
      shift = shift == shifts.length ? 0 : shift;
      order(values, at, at + quantiles);
    }
  }

  /** By insertion: few, and nearly always in order. Of many leads a library's sort cost a tenth. */
  private static void order(float[] values, int from, int to) {
    for (int next = from + 1; next < to; next++) {
      float value = values[next];
      int at = next;
      while (at > from && values[at - 1] > value) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
    }
  }
}
