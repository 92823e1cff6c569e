package io.millrace.transformers.series;

import io.millrace.transformers.PlainBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** iTransformer in plain loops and double precision, for one window: the oracle of the graph's. */
final class PlainForecasts {

  private final InvertedTransformer network;
  private final PlainBlock plain;

  PlainForecasts(InvertedTransformer network, Map<String, double[]> weights) {
    this.network = network;
    this.plain = new PlainBlock(weights);
  }

  /**
   * @param mean {@code [horizon][variate]}
   * @param quantiles {@code [horizon][variate][quantile]}
   */
  record Forecasts(double[][] mean, double[][][] quantiles) {

    /** What a quantile head makes of its linear maps, {@code [variate][lead]} and more. */
    static Forecasts restored(
        double[][] mean, double[][] raw, Forecaster network, List<PlainWindow> windows) {
      int count = network.quantiles().size();
      double[][] means = new double[network.horizon()][windows.size()];
      double[][][] quantiles = new double[network.horizon()][windows.size()][];
      for (int h = 0; h < network.horizon(); h++) {
        for (int v = 0; v < windows.size(); v++) {
          means[h][v] = windows.get(v).restored(mean[v][h]);
          double[] ordered = ordered(Arrays.copyOfRange(raw[v], h * count, (h + 1) * count));
          for (int q = 0; q < count; q++) {
            ordered[q] = windows.get(v).restored(ordered[q]);
          }
          quantiles[h][v] = ordered;
        }
      }
      return new Forecasts(means, quantiles);
    }
  }

  /**
   * @param history {@code [lookback][variate]}
   */
  Forecasts forecast(double[][] history) {
    return forecast(history, null, null, null);
  }

  /** One window of a batch, with its covariates. */
  Forecasts forecast(FedWindows windows, int window) {
    Columns past = windows.past();
    Columns known = windows.known();
    Columns mask = windows.mask();
    return forecast(
        windows.history().window(window),
        past == null ? null : past.window(window),
        known == null ? null : known.window(window),
        mask == null ? null : mask.window(window));
  }

  private Forecasts forecast(
      double[][] history,
      double @Nullable [][] past,
      double @Nullable [][] known,
      double @Nullable [][] mask) {
    List<PlainWindow> targets = normalised(history);
    List<PlainWindow> lookbacks = new ArrayList<>(targets);
    if (past != null) {
      lookbacks.addAll(normalised(past));
    }
    double[][] values = lookbacks.stream().map(PlainWindow::values).toArray(double[][]::new);
    for (int token = 0; token < values.length && mask != null; token++) {
      double[] masked = Arrays.copyOf(values[token], 2 * network.lookback());
      for (int t = 0; t < network.lookback() && token < targets.size(); t++) {
        masked[network.lookback() + t] = mask[t][token]; // of a covariate: zeros
      }
      values[token] = masked;
    }
    List<double[]> tokens = new ArrayList<>(List.of(plain.linear("embedding/", values)));
    if (known != null) {
      tokens.addAll(List.of(plain.linear("known/", transposed(known))));
    }
    double[][] encoded =
        Arrays.copyOf(encode(tokens.toArray(double[][]::new)), targets.size()); // targets first
    return Forecasts.restored(
        plain.linear("mean/", encoded), plain.linear("quantiles/", encoded), network, targets);
  }

  private List<PlainWindow> normalised(double[][] rows) {
    List<PlainWindow> windows = new ArrayList<>();
    for (int column = 0; column < rows[0].length; column++) {
      windows.add(PlainWindow.of(network.norm(), rows, column));
    }
    return windows;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = rows[row][column];
      }
    }
    return columns;
  }

  private double[][] encode(double[][] tokens) {
    double[] valid = new double[tokens.length];
    Arrays.fill(valid, 1);
    double[][] x = tokens;
    for (int layer = 0; layer < network.layers(); layer++) {
      x = plain.block("block" + layer + "/", network.block(), x, valid);
    }
    return plain.norm("norm/", x, 1e-5f);
  }

  /** The middle one is free; the others are steps of softplus away from it. */
  static double[] ordered(double[] raw) {
    int middle = raw.length / 2;
    double[] ordered = raw.clone();
    for (int q = middle + 1; q < raw.length; q++) {
      ordered[q] = ordered[q - 1] + Math.log1p(Math.exp(raw[q]));
    }
    for (int q = middle - 1; q >= 0; q--) {
      ordered[q] = ordered[q + 1] - Math.log1p(Math.exp(raw[q]));
    }
    return ordered;
  }
}
