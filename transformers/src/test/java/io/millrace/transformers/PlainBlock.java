package io.millrace.transformers;

import java.util.Map;

/** The block in plain loops and double precision, for one example: the oracle of the graph's. */
public final class PlainBlock {

  private final Map<String, double[]> weights;

  public PlainBlock(Map<String, double[]> weights) {
    this.weights = weights;
  }

  public double[][] block(String at, Block block, double[][] x, double[] valid) {
    boolean before = block.place() == NormPlace.BEFORE;
    Norm norm = block.norm();
    String mixer = at + "mixer/";
    double[][] in = before ? norm(mixer + "norm/", x, norm) : x;
    double[][] h = add(x, mixed(mixer, block.mixer(), in, valid));
    h = before ? h : norm(mixer + "norm/", h, norm);
    String forward = at + "feedForward/";
    double[][] forwardIn = before ? norm(forward + "norm/", h, norm) : h;
    boolean exact = ((GeluFeedForward) block.feedForward()).exactGelu();
    double[][] out = add(h, feedForward(forward, forwardIn, exact));
    return before ? out : norm(forward + "norm/", out, norm);
  }

  private double[][] mixed(String at, TokenMixer mixer, double[][] x, double[] valid) {
    return mixer instanceof SoftmaxAttention attention
        ? attention(at, attention, x, valid)
        : new PlainMamba(weights).bidirectional(at, x, valid);
  }

  public double[][] attention(String at, SoftmaxAttention attention, double[][] x, double[] valid) {
    double[][] query = linear(at + "query/", x);
    double[][] key = linear(at + "key/", x);
    double[][] value = linear(at + "value/", x);
    double[][] gate = attention.gated() ? linear(at + "gate/", x) : null;
    int size = x[0].length / attention.heads();
    double[][] mixed = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int head = 0; head < attention.heads(); head++) {
        double[] row = weights(attention, head, i, query, key, valid);
        double open = gate == null ? 1 : sigmoid(gate[i][head]);
        for (int j = 0; j < x.length; j++) {
          for (int c = head * size; c < (head + 1) * size; c++) {
            mixed[i][c] += open * row[j] * value[j][c];
          }
        }
      }
    }
    return linear(at + "output/", mixed);
  }

  private static double[] weights(
      SoftmaxAttention attention,
      int head,
      int i,
      double[][] query,
      double[][] key,
      double[] valid) {
    int size = query[0].length / attention.heads();
    double[] scores = new double[key.length];
    for (int j = 0; j < key.length; j++) {
      for (int c = head * size; c < (head + 1) * size; c++) {
        scores[j] += query[i][c] * key[j][c] / Math.sqrt(size);
      }
      if (attention.bias() instanceof AlibiBias) {
        scores[j] -= Math.pow(2, -8.0 * (head + 1) / attention.heads()) * Math.abs(i - j);
      }
    }
    double[] weights = softmax(scores, valid);
    if (attention.weighting() instanceof ClippedSoftmax clipped) {
      for (int j = 0; j < weights.length; j++) {
        double stretched = (clipped.zeta() - clipped.gamma()) * weights[j] + clipped.gamma();
        weights[j] = Math.min(1, Math.max(0, stretched));
      }
    }
    return weights;
  }

  public double[][] feedForward(String at, double[][] x, boolean exact) {
    double[][] inner = linear(at + "inner/", x);
    for (double[] row : inner) {
      for (int c = 0; c < row.length; c++) {
        row[c] = gelu(row[c], exact);
      }
    }
    return linear(at + "outer/", inner);
  }

  public double[][] linear(String at, double[][] x) {
    double[] kernel = weights.get(at + "kernel");
    double[] bias = weights.get(at + "bias");
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[i] = bias.clone();
      for (int o = 0; o < bias.length; o++) {
        for (int c = 0; c < x[i].length; c++) {
          y[i][o] += x[i][c] * kernel[c * bias.length + o];
        }
      }
    }
    return y;
  }

  private double[][] norm(String at, double[][] x, Norm norm) {
    return norm instanceof RmsNorm rms
        ? rmsNorm(at, x, rms.epsilon())
        : norm(at, x, ((LayerNorm) norm).epsilon());
  }

  double[][] rmsNorm(String at, double[][] x, double epsilon) {
    double[] scale = weights.get(at + "scale");
    double[][] y = new double[x.length][scale.length];
    for (int i = 0; i < x.length; i++) {
      double square = 0;
      for (double value : x[i]) {
        square += value * value / scale.length;
      }
      for (int c = 0; c < scale.length; c++) {
        y[i][c] = x[i][c] / Math.sqrt(square + epsilon) * scale[c];
      }
    }
    return y;
  }

  public double[][] norm(String at, double[][] x, double epsilon) {
    double[] scale = weights.get(at + "scale");
    double[] offset = weights.get(at + "offset");
    double[][] y = new double[x.length][scale.length];
    for (int i = 0; i < x.length; i++) {
      double mean = 0;
      double square = 0;
      for (double value : x[i]) {
        mean += value / scale.length;
        square += value * value / scale.length;
      }
      double deviation = Math.sqrt(square - mean * mean + epsilon);
      for (int c = 0; c < scale.length; c++) {
        y[i][c] = (x[i][c] - mean) / deviation * scale[c] + offset[c];
      }
    }
    return y;
  }

  public static double[] softmax(double[] x) {
    double[] y = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.exp(x[i]);
      sum += y[i];
    }
    for (int i = 0; i < x.length; i++) {
      y[i] /= sum;
    }
    return y;
  }

  /** Over the real positions alone; the others get 0. */
  static double[] softmax(double[] scores, double[] valid) {
    double[] walled = scores.clone();
    for (int j = 0; j < scores.length; j++) {
      walled[j] = valid[j] == 0 ? Double.NEGATIVE_INFINITY : scores[j];
    }
    return softmax(walled);
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[][] add(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int c = 0; c < a[i].length; c++) {
        sum[i][c] = a[i][c] + b[i][c];
      }
    }
    return sum;
  }

  static double gelu(double x, boolean exact) {
    return x * (1 + (exact ? erf(x / Math.sqrt(2)) : tanhGate(x))) / 2;
  }

  private static double tanhGate(double x) {
    return Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
  }

  /** Its Maclaurin series; exact to 1e-12 for |x| &lt; 4. */
  public static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 120; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
