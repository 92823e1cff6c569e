package io.millrace.transformers.text;

import java.util.Map;

/**
 * BERT and MosaicBERT in plain loops and double precision, written from the papers and not from our
 * network.
 */
final class BertOracle {

  private final TextEncoder.Size bert;
  private final double epsilon;
  private final Map<String, float[]> weights;
  private final boolean mosaic;

  BertOracle(TextEncoder.Size bert, double epsilon, Map<String, float[]> weights) {
    this(bert, epsilon, weights, false);
  }

  private BertOracle(
      TextEncoder.Size bert, double epsilon, Map<String, float[]> weights, boolean mosaic) {
    this.bert = bert;
    this.epsilon = epsilon;
    this.weights = weights;
    this.mosaic = mosaic;
  }

  /** With ALiBi in place of position vectors, and GEGLU. */
  static BertOracle mosaic(TextEncoder.Size size, double epsilon, Map<String, float[]> weights) {
    return new BertOracle(size, epsilon, weights, true);
  }

  /** The last hidden state of every token: [length][width]. */
  double[][] encode(int[] ids) {
    double[][] x = new double[ids.length][bert.width()];
    for (int t = 0; t < ids.length; t++) {
      for (int d = 0; d < bert.width(); d++) {
        x[t][d] =
            (double) weight("embeddings/word", ids[t] * bert.width() + d)
                + (mosaic ? 0 : weight("embeddings/position", t * bert.width() + d))
                + weight("embeddings/segment", d);
      }
      x[t] = norm("embeddings/norm", x[t]);
    }
    for (int block = 0; block < bert.layers(); block++) {
      x = block("block" + block, x);
    }
    return x;
  }

  double[] meanPooled(int[] ids) {
    double[][] x = encode(ids);
    double[] mean = new double[bert.width()];
    for (double[] token : x) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += token[d] / x.length;
      }
    }
    return mean;
  }

  private double[][] block(String path, double[][] x) {
    double[][] attended = attention(path + "/mixer", x);
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] afterMixer = norm(path + "/mixer/norm", add(x[t], attended[t]));
      double[] inner = hidden(path + "/feedForward", afterMixer);
      double[] outer = linear(path + "/feedForward/outer", inner, bert.width());
      y[t] = norm(path + "/feedForward/norm", add(afterMixer, outer));
    }
    return y;
  }

  /** GELU of a linear map; in MosaicBERT the gate is, times another linear map. */
  private double[] hidden(String path, double[] x) {
    double[] gate = linear(path + (mosaic ? "/gate" : "/inner"), x, bert.hidden());
    double[] times = mosaic ? linear(path + "/inner", x, bert.hidden()) : null;
    double[] hidden = new double[gate.length];
    for (int d = 0; d < hidden.length; d++) {
      double gelu = gate[d] * 0.5 * (1 + erf(gate[d] / Math.sqrt(2)));
      hidden[d] = times == null ? gelu : gelu * times[d];
    }
    return hidden;
  }

  private double[][] attention(String path, double[][] x) {
    int length = x.length;
    int size = bert.width() / bert.heads();
    double[][] query = each(path + "/query", x);
    double[][] key = each(path + "/key", x);
    double[][] value = each(path + "/value", x);
    double[][] mixed = new double[length][bert.width()];
    for (int from = 0; from < bert.width(); from += size) {
      for (int t = 0; t < length; t++) {
        double[] share = new double[length];
        double sum = 0;
        for (int s = 0; s < length; s++) {
          double dot = 0;
          for (int d = from; d < from + size; d++) {
            dot += query[t][d] * key[s][d];
          }
          share[s] = Math.exp(dot / Math.sqrt(size) - farness(from / size, t, s));
          sum += share[s];
        }
        for (int s = 0; s < length; s++) {
          for (int d = from; d < from + size; d++) {
            mixed[t][d] += share[s] / sum * value[s][d];
          }
        }
      }
    }
    return each(path + "/output", mixed);
  }

  /** ALiBi: 2^(-8h/H) for each place between two tokens, in head h of 1 to H. */
  private double farness(int head, int t, int s) {
    return mosaic ? Math.pow(2, -8.0 * (head + 1) / bert.heads()) * Math.abs(t - s) : 0;
  }

  private double[][] each(String path, double[][] x) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      y[t] = linear(path, x[t], bert.width());
    }
    return y;
  }

  private double[] linear(String path, double[] x, int outputs) {
    float[] kernel = weights.get(path + "/kernel");
    double[] y = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      y[o] = weight(path + "/bias", o);
      for (int i = 0; i < x.length; i++) {
        y[o] += x[i] * kernel[i * outputs + o];
      }
    }
    return y;
  }

  private double[] norm(String path, double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int d = 0; d < x.length; d++) {
      y[d] =
          (x[d] - mean) / Math.sqrt(variance + epsilon) * weight(path + "/scale", d)
              + weight(path + "/offset", d);
    }
    return y;
  }

  private float weight(String path, int index) {
    return weights.get(path)[index];
  }

  private static double[] add(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int d = 0; d < a.length; d++) {
      sum[d] = a[d] + b[d];
    }
    return sum;
  }

  /** By its Maclaurin series up to 3, where it converges to the last bit; ±1 beyond 6. */
  static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    if (Math.abs(x) > 3) {
      return Math.signum(x) * (1 - complementByFraction(Math.abs(x)));
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** erfc by its continued fraction, for x well above 0. */
  private static double complementByFraction(double x) {
    double fraction = x;
    for (int n = 60; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
}
