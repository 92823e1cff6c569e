package io.millrace.transformers.series;

/** Losses of one window in plain loops and double precision: sums, not means. */
final class PlainLosses {

  private PlainLosses() {}

  /** Of forecasts and actuals {@code [horizon][variate]}. */
  static double squares(double[][] forecast, double[][] actual) {
    double sum = 0;
    for (int lead = 0; lead < forecast.length; lead++) {
      for (int variate = 0; variate < forecast[lead].length; variate++) {
        double error = actual[lead][variate] - forecast[lead][variate];
        sum += error * error;
      }
    }
    return sum;
  }
}
