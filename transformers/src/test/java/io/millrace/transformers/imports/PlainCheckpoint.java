package io.millrace.transformers.imports;

import io.millrace.transformers.imports.TinyCheckpoint.Kept;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * BERT and DistilBERT in plain loops and double precision, written from the papers on the tensors
 * as PyTorch names and keeps them, and not from our network or its names.
 */
final class PlainCheckpoint {

  private final Map<String, Kept> tensors;
  private final boolean distilled;
  private final String prefix;
  private final DoubleUnaryOperator activation;

  PlainCheckpoint(TinyCheckpoint tiny, DoubleUnaryOperator activation) {
    this.tensors = Map.copyOf(tiny.tensors);
    this.distilled = tiny.config.get("model_type").equals("distilbert");
    this.prefix = distilled ? "distilbert." : "bert.";
    this.activation = activation;
  }

  /** The last hidden state of every token: [length][width]. */
  double[][] encode(int[] ids) {
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      double[] sum =
          add(
              row("embeddings.word_embeddings.weight", ids[t]),
              row("embeddings.position_embeddings.weight", t));
      if (!distilled) {
        sum = add(sum, row("embeddings.token_type_embeddings.weight", 0));
      }
      x[t] = norm("embeddings.LayerNorm", sum);
    }
    for (int i = 0; i < TinyCheckpoint.BLOCKS; i++) {
      x =
          distilled
              ? distilBlock("transformer.layer." + i + ".", x)
              : bertBlock("encoder.layer." + i + ".", x);
    }
    return x;
  }

  double[] logits(int[] ids) {
    double[] first = encode(ids)[0];
    double[] inner =
        distilled ? linear("pre_classifier", first) : linear(prefix + "pooler.dense", first);
    for (int d = 0; d < inner.length; d++) {
      inner[d] = distilled ? Math.max(0, inner[d]) : Math.tanh(inner[d]);
    }
    return linear("classifier", inner);
  }

  private double[][] bertBlock(String block, double[][] x) {
    return block(
        x,
        attention(
            prefix + block + "attention.self.query",
            prefix + block + "attention.self.key",
            prefix + block + "attention.self.value",
            prefix + block + "attention.output.dense",
            x),
        block + "attention.output.LayerNorm",
        prefix + block + "intermediate.dense",
        prefix + block + "output.dense",
        block + "output.LayerNorm");
  }

  private double[][] distilBlock(String block, double[][] x) {
    return block(
        x,
        attention(
            prefix + block + "attention.q_lin",
            prefix + block + "attention.k_lin",
            prefix + block + "attention.v_lin",
            prefix + block + "attention.out_lin",
            x),
        block + "sa_layer_norm",
        prefix + block + "ffn.lin1",
        prefix + block + "ffn.lin2",
        block + "output_layer_norm");
  }

  private double[][] block(
      double[][] x, double[][] attended, String norm, String inner, String outer, String last) {
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] mixed = norm(norm, add(x[t], attended[t]));
      double[] hidden = linear(inner, mixed);
      for (int d = 0; d < hidden.length; d++) {
        hidden[d] = activation.applyAsDouble(hidden[d]);
      }
      y[t] = norm(last, add(mixed, linear(outer, hidden)));
    }
    return y;
  }

  private double[][] attention(
      String query, String key, String value, String output, double[][] x) {
    int size = TinyCheckpoint.WIDTH / TinyCheckpoint.HEADS;
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] mixed = new double[TinyCheckpoint.WIDTH];
      double[] asks = linear(query, x[t]);
      for (int head = 0; head < TinyCheckpoint.HEADS; head++) {
        double[] share = new double[x.length];
        double sum = 0;
        for (int s = 0; s < x.length; s++) {
          double[] answers = linear(key, x[s]);
          double dot = 0;
          for (int d = head * size; d < (head + 1) * size; d++) {
            dot += asks[d] * answers[d];
          }
          share[s] = Math.exp(dot / Math.sqrt(size));
          sum += share[s];
        }
        for (int s = 0; s < x.length; s++) {
          double[] values = linear(value, x[s]);
          for (int d = head * size; d < (head + 1) * size; d++) {
            mixed[d] += share[s] / sum * values[d];
          }
        }
      }
      y[t] = linear(output, mixed);
    }
    return y;
  }

  private double[] linear(String module, double[] x) {
    Kept matrix = tensors.get(module + ".weight"); // [out, in]
    Kept bias = tensors.get(module + ".bias");
    double[] y = new double[matrix.shape()[0]];
    for (int o = 0; o < y.length; o++) {
      y[o] = bias.values()[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += (double) matrix.values()[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[] norm(String module, double[] x) {
    float[] scale = tensors.get(prefix + module + ".weight").values();
    float[] offset = tensors.get(prefix + module + ".bias").values();
    double mean = 0;
    double squares = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    for (double value : x) {
      squares += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int d = 0; d < x.length; d++) {
      y[d] = (x[d] - mean) / Math.sqrt(squares + 1e-12) * scale[d] + offset[d];
    }
    return y;
  }

  private double[] row(String name, int index) {
    Kept table = tensors.get(prefix + name);
    double[] row = new double[table.shape()[1]];
    for (int d = 0; d < row.length; d++) {
      row[d] = table.values()[index * row.length + d];
    }
    return row;
  }

  private static double[] add(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int d = 0; d < a.length; d++) {
      sum[d] = a[d] + b[d];
    }
    return sum;
  }
}
