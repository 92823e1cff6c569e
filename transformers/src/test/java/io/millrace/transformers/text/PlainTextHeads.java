package io.millrace.transformers.text;

import io.millrace.transformers.PlainBlock;
import java.util.Arrays;
import java.util.Map;

/** Poolings and heads in plain loops and double precision, for one text without padding. */
record PlainTextHeads(Map<String, double[]> weights) {

  /** softmax(u·tanh(W·h)) of one query, [length]. */
  double[] counts(String at, double[][] tokens, int query, int inner) {
    double[] hidden = weights.get(at + "hidden");
    double[] queries = weights.get(at + "query");
    double[] scores = new double[tokens.length];
    for (int t = 0; t < tokens.length; t++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int d = 0; d < tokens[t].length; d++) {
          sum += tokens[t][d] * hidden[d * inner + i];
        }
        scores[t] += queries[query * inner + i] * Math.tanh(sum);
      }
    }
    return PlainBlock.softmax(scores);
  }

  double[] attentionPooled(String at, double[][] tokens, int inner) {
    return weighted(counts(at, tokens, 0, inner), tokens);
  }

  double[] generalisedMean(String at, double[][] tokens, int groups) {
    double[] logPower = weights.get(at + "logPower");
    double[] pooled = new double[tokens[0].length];
    for (int d = 0; d < pooled.length; d++) {
      double power = Math.exp(logPower[d / (pooled.length / groups)]);
      double mean = 0;
      for (double[] token : tokens) {
        mean += Math.pow(Math.max(token[d], 1e-6), power) / tokens.length;
      }
      pooled[d] = Math.pow(mean, 1 / power);
    }
    return pooled;
  }

  /** The logit of one label. */
  double logit(double[][] tokens, int label, int inner) {
    double[] read = weighted(counts("attention/", tokens, label, inner), tokens);
    double logit = weights.get("bias")[label];
    for (int d = 0; d < read.length; d++) {
      logit += read[d] * weights.get("kernel")[label * read.length + d];
    }
    return logit;
  }

  static double[] mean(double[][] tokens) {
    double[] equal = new double[tokens.length];
    Arrays.fill(equal, 1.0 / tokens.length);
    return weighted(equal, tokens);
  }

  private static double[] weighted(double[] counts, double[][] tokens) {
    double[] sum = new double[tokens[0].length];
    for (int t = 0; t < tokens.length; t++) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += counts[t] * tokens[t][d];
      }
    }
    return sum;
  }
}
