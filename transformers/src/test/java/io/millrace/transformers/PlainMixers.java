package io.millrace.transformers;

import java.util.Map;

/** The mixers in plain loops and double precision, for one example: the oracle of the graph's. */
final class PlainMixers {

  final PlainBlock plain;
  final PlainMamba mamba;

  PlainMixers(Map<String, double[]> weights) {
    plain = new PlainBlock(weights);
    mamba = new PlainMamba(weights);
  }

  double[][] pooling(PoolingMixer pooling, double[][] x, double[] valid) {
    int reach = pooling.window() / 2;
    double[][] mixed = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      double real = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(x.length - 1, i + reach); j++) {
        real += valid[j];
        for (int c = 0; c < x[0].length; c++) {
          mixed[i][c] += valid[j] * x[j][c];
        }
      }
      for (int c = 0; c < x[0].length; c++) {
        mixed[i][c] = mixed[i][c] / Math.max(1, real) - x[i][c];
      }
    }
    return mixed;
  }

  double[][] random(RandomMixer random, double[][] x, double[] valid) {
    float[] matrix = random.matrix("");
    double[][] mixed = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      double[] scores = new double[x.length];
      for (int j = 0; j < x.length; j++) {
        scores[j] = matrix[i * random.maximum() + j];
      }
      double[] row = PlainBlock.softmax(scores, valid);
      for (int j = 0; j < x.length; j++) {
        for (int c = 0; c < x[0].length; c++) {
          mixed[i][c] += row[j] * x[j][c];
        }
      }
    }
    return mixed;
  }

  /** The recurrence as it is written in the paper, token by token. */
  double[][] gatedLinear(GatedLinearAttention attention, double[][] x, double[] valid) {
    double[][] query = plain.linear("query/", x);
    double[][] key = plain.linear("key/", x);
    double[][] value = plain.linear("value/", x);
    double[][] decay = plain.linear("decay/outer/", plain.linear("decay/inner/", x));
    double[][] gate = plain.linear("gate/", x);
    int keys = attention.keySize();
    int size = x[0].length / attention.heads();
    double[][] mixed = new double[x.length][x[0].length];
    for (int head = 0; head < attention.heads(); head++) {
      double[][] state = new double[keys][size];
      for (int t = 0; t < x.length; t++) {
        double[] read = new double[size];
        for (int d = 0; d < keys; d++) {
          int at = head * keys + d;
          double alpha = Math.pow(PlainBlock.sigmoid(decay[t][at]), 1.0 / 16);
          for (int c = 0; c < size; c++) {
            if (valid[t] == 1) {
              state[d][c] = alpha * state[d][c] + key[t][at] * value[t][head * size + c];
            }
            read[c] += query[t][at] * state[d][c];
          }
        }
        double[] normed = plain.norm("headNorm/", new double[][] {read}, 1e-5f)[0];
        for (int c = 0; c < size; c++) {
          double open = gate[t][head * size + c];
          mixed[t][head * size + c] = open * PlainBlock.sigmoid(open) * normed[c];
        }
      }
    }
    return plain.linear("output/", mixed);
  }
}
