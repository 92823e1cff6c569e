package io.millrace.transformers.series;

import io.millrace.transformers.PlainBlock;
import java.util.Arrays;
import java.util.Map;

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
  record Forecasts(double[][] mean, double[][][] quantiles) {}

  /**
   * @param history {@code [lookback][variate]}
   */
  Forecasts forecast(double[][] history) {
    int variates = history[0].length;
    double[][] tokens = new double[variates][network.lookback()];
    double[] level = new double[variates];
    double[] deviation = new double[variates];
    for (int v = 0; v < variates; v++) {
      normalise(history, v, tokens, level, deviation);
    }
    double[][] encoded = encode(tokens);
    return restore(
        plain.linear("mean/", encoded), plain.linear("quantiles/", encoded), level, deviation);
  }

  private void normalise(
      double[][] history, int v, double[][] tokens, double[] level, double[] deviation) {
    double mean = 0;
    for (double[] row : history) {
      mean += row[v] / history.length;
    }
    double variance = 0;
    for (double[] row : history) {
      variance += (row[v] - mean) * (row[v] - mean) / history.length;
    }
    deviation[v] = Math.sqrt(variance + network.norm().epsilon());
    level[v] =
        network.norm().anchor() == InstanceNorm.Anchor.MEAN ? mean : history[history.length - 1][v];
    for (int t = 0; t < history.length; t++) {
      tokens[v][t] = (history[t][v] - level[v]) / deviation[v];
    }
  }

  private double[][] encode(double[][] tokens) {
    double[] valid = new double[tokens.length];
    Arrays.fill(valid, 1);
    double[][] x = plain.linear("embedding/", tokens);
    for (int layer = 0; layer < network.layers(); layer++) {
      x = plain.block("block" + layer + "/", network.block(), x, valid);
    }
    return plain.norm("norm/", x, 1e-5f);
  }

  private Forecasts restore(double[][] mean, double[][] raw, double[] level, double[] deviation) {
    int count = network.quantiles().size();
    double[][] means = new double[network.horizon()][level.length];
    double[][][] quantiles = new double[network.horizon()][level.length][];
    for (int h = 0; h < network.horizon(); h++) {
      for (int v = 0; v < level.length; v++) {
        means[h][v] = mean[v][h] * deviation[v] + level[v];
        double[] ordered = ordered(Arrays.copyOfRange(raw[v], h * count, (h + 1) * count));
        for (int q = 0; q < count; q++) {
          ordered[q] = ordered[q] * deviation[v] + level[v];
        }
        quantiles[h][v] = ordered;
      }
    }
    return new Forecasts(means, quantiles);
  }

  private static double[] ordered(double[] raw) {
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
