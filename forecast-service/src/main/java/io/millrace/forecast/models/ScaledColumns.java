package io.millrace.forecast.models;

import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.Window;
import io.millrace.serving.Scaling;
import java.util.List;

/** Columns of a window as a network sees them. */
final class ScaledColumns {

  private ScaledColumns() {}

  static Scaler scaler(List<String> variates, Scaling scaling) {
    return new Scaler(variates, array(scaling.mean()), array(scaling.scale()));
  }

  /**
   * Fills one row of a batch.
   *
   * @param batch {@code [batch, lookback, variate]}
   */
  static void fill(
      float[] batch, int row, Window window, List<String> variates, Scaler scaler, int gapLimit) {
    int width = variates.size();
    int start = row * window.length() * width;
    for (int v = 0; v < width; v++) {
      double[] column = window.column(variates.get(v), gapLimit);
      for (int t = 0; t < column.length; t++) {
        boolean missing = Double.isNaN(column[t]); // stays 0, the scaled mean
        batch[start + t * width + v] = missing ? 0 : scaler.scaled(v, column[t]);
      }
    }
  }

  static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
