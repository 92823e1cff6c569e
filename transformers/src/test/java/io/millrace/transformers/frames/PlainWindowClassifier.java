package io.millrace.transformers.frames;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.PlainBlock;
import io.millrace.transformers.SoftmaxAttention;
import java.util.Arrays;
import java.util.Map;

/** The window classifier in plain loops and double precision, for one window: its oracle. */
final class PlainWindowClassifier {

  /**
   * @param map {@code [label][time]}
   */
  record Answer(double[] logits, double[][] map) {}

  private final WindowClassifier network;
  private final Map<String, double[]> weights;
  private final PlainBlock plain;

  PlainWindowClassifier(WindowClassifier network, Map<String, double[]> weights) {
    this.network = network;
    this.weights = weights;
    this.plain = new PlainBlock(weights);
  }

  /**
   * @param frame {@code [time][channel]}
   */
  Answer answer(double[][] frame) {
    double[][] tokens = tokens(scaled(frame));
    double[][] map = new double[network.labels()][network.length()];
    double[] logits = weights.get("head/bias").clone();
    for (int label = 0; label < map.length; label++) {
      for (int time = 0; time < network.length(); time++) {
        double[] token = tokens[time / network.embedding().stride()];
        for (int c = 0; c < token.length; c++) {
          double kernel = weights.get("head/kernel")[c * map.length + label];
          map[label][time] += token[c] * kernel * Math.sqrt(tokens.length);
        }
        logits[label] += map[label][time] / network.length();
      }
    }
    return new Answer(logits, map);
  }

  private double[][] tokens(double[][] scaled) {
    double[][] x = relu(convolved(0, scaled));
    for (int layer = 1; layer < network.embedding().layers(); layer++) {
      double[][] more = relu(convolved(layer, x));
      for (int token = 0; token < x.length; token++) {
        for (int c = 0; c < x[token].length; c++) {
          x[token][c] += more[token][c];
        }
      }
    }
    for (int token = 0; token < x.length; token++) {
      for (int c = 0; c < x[token].length; c++) {
        x[token][c] += position(token, c);
      }
    }
    double[] all = new double[x.length];
    Arrays.fill(all, 1);
    for (int i = 0; i < network.blocks(); i++) {
      x = plain.block("block" + i + "/", block(), x, all);
    }
    return plain.norm("norm/", x, WindowClassifier.NORM.epsilon());
  }

  private Block block() {
    return new Block(
        new SoftmaxAttention(network.heads(), 0),
        new GeluFeedForward(network.hidden(), 0, false),
        WindowClassifier.NORM,
        NormPlace.BEFORE,
        0);
  }

  private double[][] scaled(double[][] frame) {
    double[][] scaled = new double[frame.length][frame[0].length];
    for (int time = 0; time < frame.length; time++) {
      for (int c = 0; c < frame[time].length; c++) {
        scaled[time][c] = scaled(frame[time][c], c);
      }
    }
    return scaled;
  }

  private double scaled(double sample, int channel) {
    if (network.input() instanceof CompressedLog log) {
      return scaled(log.scale(), Math.log(1 + Math.max(0, sample) / log.unit()), channel);
    }
    return scaled((Standardised) network.input(), sample, channel);
  }

  private static double scaled(Standardised scale, double sample, int channel) {
    return (sample - scale.means().get(channel)) / scale.deviations().get(channel);
  }

  private double[][] convolved(int layer, double[][] x) {
    Convolution convolution = network.embedding().convolution(layer);
    double[] kernel = weights.get("embedding/convolution" + layer + "/kernel");
    double[] bias = weights.get("embedding/convolution" + layer + "/bias");
    double[][] y = new double[convolution.outputs(x.length)][];
    for (int token = 0; token < y.length; token++) {
      y[token] = bias.clone();
      int first = token * convolution.stride() - (convolution.kernel() - convolution.stride()) / 2;
      for (int k = 0; k < convolution.kernel(); k++) {
        if (first + k >= 0 && first + k < x.length) {
          add(y[token], x[first + k], kernel, k);
        }
      }
    }
    return y;
  }

  private static void add(double[] y, double[] x, double[] kernel, int k) {
    for (int in = 0; in < x.length; in++) {
      for (int out = 0; out < y.length; out++) {
        y[out] += x[in] * kernel[(k * x.length + in) * y.length + out];
      }
    }
  }

  private double position(int token, int c) {
    double angle = token / Math.pow(10_000, (double) (c - c % 2) / network.embedding().width());
    return c % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
  }

  private static double[][] relu(double[][] x) {
    return Arrays.stream(x)
        .map(row -> Arrays.stream(row).map(value -> Math.max(0, value)).toArray())
        .toArray(double[][]::new);
  }
}
