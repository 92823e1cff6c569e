package io.millrace.transformers.series;

/** One variate's lookback, normalised in plain loops and double precision. */
@SuppressWarnings("ArrayRecordComponent") // read in place by the oracles
record PlainWindow(double[] values, double level, double deviation) {

  /**
   * @param rows {@code [lookback][column]}
   */
  static PlainWindow of(InstanceNorm norm, double[][] rows, int column) {
    double mean = 0;
    for (double[] row : rows) {
      mean += row[column] / rows.length;
    }
    double variance = 0;
    for (double[] row : rows) {
      variance += (row[column] - mean) * (row[column] - mean) / rows.length;
    }
    double deviation = Math.sqrt(variance + norm.epsilon());
    double level = norm.anchor() == InstanceNorm.Anchor.MEAN ? mean : rows[rows.length - 1][column];
    double[] values = new double[rows.length];
    for (int t = 0; t < rows.length; t++) {
      values[t] = (rows[t][column] - level) / deviation;
    }
    return new PlainWindow(values, level, deviation);
  }

  /** A normalised forecast back in the history's units. */
  double restored(double forecast) {
    return forecast * deviation + level;
  }
}
