package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a network sees in place of a value: (value − mean) / scale, by variate.
 *
 * @param mean of the training rows
 * @param scale population standard deviation of the training rows; 1 where that is zero
 */
public record Scaler(List<String> variates, double[] mean, double[] scale) {

  public Scaler {
    variates = List.copyOf(variates);
    mean = mean.clone();
    scale = scale.clone();
    if (mean.length != variates.size() || scale.length != variates.size()) {
      throw new IllegalArgumentException(
          "a scaler of " + variates.size() + " variates needs as many means and scales");
    }
  }

  /** Fits on {@code training} rows only; missing values are passed over. */
  public static Scaler fit(SeriesTable table, RowRange training) {
    int width = table.variates().size();
    double[] mean = new double[width];
    double[] scale = new double[width];
    for (int variate = 0; variate < width; variate++) {
      double[] values = column(table.rows(), training, variate);
      mean[variate] = Arrays.stream(values).average().orElse(0);
      scale[variate] = deviation(values, mean[variate]);
    }
    return new Scaler(table.variates(), mean, scale);
  }

  /** This scaler's variates, then the other's. */
  public Scaler and(Scaler other) {
    List<String> both = new ArrayList<>(variates);
    both.addAll(other.variates);
    return new Scaler(both, joined(mean, other.mean), joined(scale, other.scale));
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  public float scaled(int variate, double value) {
    return (float) ((value - mean[variate]) / scale[variate]);
  }

  public double unscaled(int variate, double value) {
    return value * scale[variate] + mean[variate];
  }

  /** Row-major {@code [time, variate]}; missing values become 0, the mean. */
  public float[] scaled(double[][] rows) {
    int width = variates.size();
    float[] scaled = new float[rows.length * width];
    for (int i = 0; i < scaled.length; i++) {
      double value = rows[i / width][i % width];
      scaled[i] = Double.isNaN(value) ? 0 : scaled(i % width, value);
    }
    return scaled;
  }

  private static double[] column(double[][] rows, RowRange range, int variate) {
    return Arrays.stream(rows, range.from(), range.to())
        .mapToDouble(row -> row[variate])
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  private static double deviation(double[] values, double mean) {
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    // Rounding leaves a constant variate a deviation of about 1e-16 of its size.
    return variance <= 1e-24 * mean * mean ? 1 : Math.sqrt(variance);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaler that
        && variates.equals(that.variates)
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(scale, that.scale);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * variates.hashCode() + Arrays.hashCode(mean)) + Arrays.hashCode(scale);
  }

  @Override
  public String toString() {
    return "Scaler"
        + variates
        + " mean "
        + Arrays.toString(mean)
        + " scale "
        + Arrays.toString(scale);
  }
}
