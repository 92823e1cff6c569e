package io.millrace.transformers.series;

import java.util.Arrays;

/**
 * The history of one window, and which of its values were filled in.
 *
 * @param values {@code [lookback, variates]}, row-major
 * @param mask of the same size: 1 where a value was filled in
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never shared
record MaskedWindow(float[] values, float[] mask, int variates) {

  static MaskedWindow of(ScaledSeries series, int start, int lookback) {
    int from = start * series.variates();
    int to = from + lookback * series.variates();
    float[] mask = new float[to - from];
    for (int i = 0; i < mask.length && series.filled().length > 0; i++) {
      mask[i] = series.filled()[from + i] ? 1 : 0;
    }
    return new MaskedWindow(
        Arrays.copyOfRange(series.targets(), from, to), mask, series.variates());
  }

  int rows() {
    return values.length / variates;
  }

  double[] column(int variate) {
    double[] column = new double[rows()];
    for (int row = 0; row < column.length; row++) {
      column[row] = values[row * variates + variate];
    }
    return column;
  }
}
