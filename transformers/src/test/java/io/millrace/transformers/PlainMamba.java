package io.millrace.transformers;

import java.util.Arrays;
import java.util.Map;

/** Mamba in plain loops and double precision, for one example: the oracle of the graph's. */
public final class PlainMamba {

  private final Map<String, double[]> weights;

  public PlainMamba(Map<String, double[]> weights) {
    this.weights = weights;
  }

  /** The recurrence as it is written in the paper: {@code step [token][channel]} and so on. */
  static double[][] scan(
      double[][] step,
      double[] decay,
      double[][] write,
      double[][] read,
      double[] skip,
      double[][] x) {
    int channels = skip.length;
    int states = decay.length / channels;
    double[][] state = new double[states][channels];
    double[][] y = new double[x.length][channels];
    for (int t = 0; t < x.length; t++) {
      for (int c = 0; c < channels; c++) {
        y[t][c] = skip[c] * x[t][c];
        for (int n = 0; n < states; n++) {
          double kept = Math.exp(step[t][c] * decay[n * channels + c]) * state[n][c];
          state[n][c] = kept + step[t][c] * write[t][n] * x[t][c];
          y[t][c] += read[t][n] * state[n][c];
        }
      }
    }
    return y;
  }

  /** Both directions. */
  public double[][] bidirectional(String at, double[][] x, double[] valid) {
    double[][] forward = mamba(at + "forward/", x, valid);
    double[][] backward = mamba(at + "backward/", flipped(x), flipped(valid));
    double[][] sum = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int c = 0; c < x[0].length; c++) {
        sum[t][c] = forward[t][c] + backward[x.length - 1 - t][c];
      }
    }
    return sum;
  }

  /** One direction. */
  double[][] mamba(String at, double[][] tokens, double[] valid) {
    double[][] x = convolved(at + "convolution/", map(at + "inner/", tokens), valid);
    double[][] gate = map(at + "gate/", tokens);
    double[] decay =
        Arrays.stream(weights.get(at + "logDecay")).map(log -> -Math.exp(log)).toArray();
    double[][] y =
        scan(
            steps(at + "step/", x, valid),
            decay,
            map(at + "write/", x),
            map(at + "read/", x),
            weights.get(at + "skip"),
            x);
    for (int t = 0; t < y.length; t++) {
      for (int c = 0; c < y[t].length; c++) {
        y[t][c] *= silu(gate[t][c]);
      }
    }
    return map(at + "output/", y);
  }

  private double[][] convolved(String at, double[][] x, double[] valid) {
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int c = 0; c < x[0].length; c++) {
        double before = t == 0 || valid[t - 1] == 0 ? 0 : x[t - 1][c];
        double sum = weights.get(at + "now")[c] * x[t][c] + weights.get(at + "before")[c] * before;
        y[t][c] = silu(sum + weights.get(at + "bias")[c]);
      }
    }
    return y;
  }

  /** Nothing moves at padding. */
  private double[][] steps(String at, double[][] x, double[] valid) {
    double[][] step = map(at, map(at + "low/", x));
    for (int t = 0; t < step.length; t++) {
      for (int c = 0; c < step[t].length; c++) {
        step[t][c] = valid[t] * Math.log1p(Math.exp(step[t][c] + weights.get(at + "bias")[c]));
      }
    }
    return step;
  }

  private double[][] map(String at, double[][] x) {
    double[] kernel = weights.get(at + "kernel");
    int outputs = kernel.length / x[0].length;
    double[][] y = new double[x.length][outputs];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < kernel.length; i++) {
        y[t][i % outputs] += x[t][i / outputs] * kernel[i];
      }
    }
    return y;
  }

  private static double silu(double x) {
    return x * PlainBlock.sigmoid(x);
  }

  private static double[][] flipped(double[][] x) {
    double[][] flipped = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      flipped[t] = x[x.length - 1 - t];
    }
    return flipped;
  }

  private static double[] flipped(double[] x) {
    double[] flipped = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      flipped[t] = x[x.length - 1 - t];
    }
    return flipped;
  }
}
