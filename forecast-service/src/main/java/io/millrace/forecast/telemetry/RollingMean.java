package io.millrace.forecast.telemetry;

/** A mean over a fading memory of 10,000 points; NaN before the first. Thread-safe. */
final class RollingMean {

  private static final double FADE = 1 - 1.0 / 10_000;

  private double weight;
  private double sum;

  /** A point that is not known is left out. */
  synchronized void add(double value) {
    if (Double.isFinite(value)) {
      weight = weight * FADE + 1;
      sum = sum * FADE + value;
    }
  }

  synchronized double mean() {
    return weight == 0 ? Double.NaN : sum / weight;
  }

  /** Of shares: how large the one part is beside the other; 1 = as large. */
  double ratio() {
    double share = mean();
    return share / (1 - share);
  }
}
