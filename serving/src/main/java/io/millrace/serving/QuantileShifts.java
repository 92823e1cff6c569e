package io.millrace.serving;

import java.util.Arrays;
import java.util.List;

/**
 * Moves a model's quantiles by what calibration measured. Shifted quantiles can cross, so they are
 * put in order again (<a href="https://doi.org/10.3982/ECTA7880">Chernozhukov, Fernández-Val and
 * Galichon 2010</a>: sorting never makes them worse).
 */
final class QuantileShifts {

  /** {@code [variate][quantile]}, scaled units. */
  private final float[][] shifts;

  private QuantileShifts(float[][] shifts) {
    this.shifts = shifts;
  }

  static QuantileShifts of(ModelManifest manifest) {
    Calibration calibration = manifest.calibration();
    List<List<Double>> rows = calibration == null ? List.of() : calibration.quantileShifts();
    float[][] shifts = new float[manifest.variates().size()][manifest.quantiles().size()];
    for (int quantile = 0; quantile < rows.size(); quantile++) {
      for (int variate = 0; variate < shifts.length; variate++) {
        shifts[variate][quantile] = rows.get(quantile).get(variate).floatValue();
      }
    }
    return new QuantileShifts(shifts);
  }

  /**
   * In place.
   *
   * @param quantiles flat {@code [.., variates, quantile]}
   */
  void apply(float[] quantiles) {
    int count = shifts[0].length;
    for (int at = 0; at < quantiles.length; at += count) {
      float[] shift = shifts[(at / count) % shifts.length];
      for (int quantile = 0; quantile < count; quantile++) {
        quantiles[at + quantile] += shift[quantile];
      }
      Arrays.sort(quantiles, at, at + count);
    }
  }
}
