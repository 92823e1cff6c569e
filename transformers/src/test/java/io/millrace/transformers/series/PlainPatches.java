package io.millrace.transformers.series;

import io.millrace.transformers.PlainBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** PatchTST in plain loops and double precision, for one window: the oracle of the graph's. */
final class PlainPatches {

  private final PatchTransformer network;
  private final Map<String, double[]> weights;
  private final PlainBlock plain;

  PlainPatches(PatchTransformer network, Map<String, double[]> weights) {
    this.network = network;
    this.weights = weights;
    this.plain = new PlainBlock(weights);
  }

  PlainForecasts.Forecasts forecast(FedWindows windows, int window) {
    double[][] history = windows.history().window(window);
    double[][] mask = windows.mask() == null ? null : windows.mask().window(window);
    List<PlainWindow> series = new ArrayList<>();
    double[][] encoded = new double[history[0].length][];
    for (int variate = 0; variate < encoded.length; variate++) {
      series.add(PlainWindow.of(network.norm(), history, variate));
      double[][] tokens = patches(series.get(variate).values());
      if (mask != null) {
        double[][] told = patches(column(mask, variate));
        for (int token = 0; token < tokens.length; token++) {
          tokens[token] = joined(tokens[token], told[token]);
        }
      }
      encoded[variate] = flat(encode(embed(tokens)));
    }
    return PlainForecasts.Forecasts.restored(
        plain.linear("mean/", encoded), plain.linear("quantiles/", encoded), network, series);
  }

  /** The paper's: the end padded by a stride of last values, then every whole patch. */
  private double[][] patches(double[] values) {
    double[] padded = Arrays.copyOf(values, values.length + network.stride());
    Arrays.fill(padded, values.length, padded.length, values[values.length - 1]);
    List<double[]> patches = new ArrayList<>();
    for (int from = 0; from + network.patch() <= padded.length; from += network.stride()) {
      patches.add(Arrays.copyOfRange(padded, from, from + network.patch()));
    }
    return patches.toArray(double[][]::new);
  }

  private double[][] embed(double[][] patches) {
    double[][] tokens = plain.linear("embedding/", patches);
    double[] positions = weights.get("positions");
    for (int token = 0; token < tokens.length; token++) {
      for (int c = 0; c < tokens[token].length; c++) {
        tokens[token][c] += positions[token * tokens[token].length + c];
      }
    }
    return tokens;
  }

  private double[][] encode(double[][] tokens) {
    double[] valid = new double[tokens.length];
    Arrays.fill(valid, 1);
    double[][] x = tokens;
    for (int layer = 0; layer < network.layers(); layer++) {
      x = plain.block("block" + layer + "/", network.block(), x, valid);
    }
    return x;
  }

  private static double[] flat(double[][] tokens) {
    return Arrays.stream(tokens).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static double[] joined(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
