package io.millrace.transformers.text;

import java.util.Arrays;

/**
 * Multinomial logistic regression: softmax(kernel·x + bias).
 *
 * @param kernel [label][width]
 * @param bias [label]
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record SoftmaxRegression(double[][] kernel, double[] bias) {

  private static final int MAXIMUM_STEPS = 2_000;
  private static final double SMALL_GRADIENT = 2e-5;

  /**
   * Minimises mean cross-entropy + (penalty / 2)·‖kernel‖² by Nesterov's accelerated gradient,
   * which restarts when the objective rises (O'Donoghue and Candès, 2015). Convex: the answer
   * doesn't depend on where it starts.
   *
   * @param x [item][width], each of Euclidean length 1, so that the step below is safe
   * @param y labels as indices from 0
   * @param penalty above 0
   */
  static SoftmaxRegression fit(double[][] x, int[] y, int labels, double penalty) {
    if (x.length >= x[0].length) {
      return descend(x, y, labels, penalty);
    }
    Span span = Span.of(x);
    double[][] coordinates = Arrays.stream(x).map(span::coordinates).toArray(double[][]::new);
    SoftmaxRegression fitted = descend(coordinates, y, labels, penalty);
    return new SoftmaxRegression(
        Arrays.stream(fitted.kernel).map(span::vector).toArray(double[][]::new), fitted.bias);
  }

  private static SoftmaxRegression descend(double[][] x, int[] y, int labels, double penalty) {
    double step = 1 / (1 + penalty); // Lipschitz: ½·(‖x‖² + 1 for the bias) + penalty
    SoftmaxRegression current = zero(labels, x[0].length);
    SoftmaxRegression ahead = current;
    double momentum = 1;
    for (int i = 0; i < MAXIMUM_STEPS; i++) {
      SoftmaxRegression gradient = ahead.gradient(x, y, penalty);
      if (gradient.size() < SMALL_GRADIENT) {
        break;
      }
      SoftmaxRegression next = ahead.plus(-step, gradient);
      boolean uphill = gradient.dot(next.plus(-1, current)) > 0;
      double nextMomentum = uphill ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double push = uphill ? 0 : (momentum - 1) / nextMomentum;
      ahead = next.plus(push, next.plus(-1, current));
      current = next;
      momentum = nextMomentum;
    }
    return current;
  }

  double[] logits(double[] x) {
    double[] logits = bias.clone();
    for (int c = 0; c < logits.length; c++) {
      for (int d = 0; d < x.length; d++) {
        logits[c] += kernel[c][d] * x[d];
      }
    }
    return logits;
  }

  /** softmax(logits / temperature). */
  static double[] probabilities(double[] logits, double temperature) {
    double top = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      top = Math.max(top, logit);
    }
    double[] shares = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      shares[c] = Math.exp((logits[c] - top) / temperature);
      sum += shares[c];
    }
    for (int c = 0; c < logits.length; c++) {
      shares[c] /= sum;
    }
    return shares;
  }

  SoftmaxRegression gradient(double[][] x, int[] y, double penalty) {
    SoftmaxRegression gradient = zero(bias.length, x[0].length).plus(penalty, this);
    Arrays.fill(gradient.bias, 0); // the bias isn't penalised
    for (int i = 0; i < x.length; i++) {
      double[] error = probabilities(logits(x[i]), 1);
      error[y[i]] -= 1;
      for (int c = 0; c < error.length; c++) {
        gradient.bias[c] += error[c] / x.length;
        axpy(error[c] / x.length, x[i], gradient.kernel[c]);
      }
    }
    return gradient;
  }

  private SoftmaxRegression plus(double factor, SoftmaxRegression other) {
    SoftmaxRegression sum = zero(bias.length, kernel[0].length);
    for (int c = 0; c < bias.length; c++) {
      sum.bias[c] = bias[c] + factor * other.bias[c];
      axpy(1, kernel[c], sum.kernel[c]);
      axpy(factor, other.kernel[c], sum.kernel[c]);
    }
    return sum;
  }

  private double dot(SoftmaxRegression other) {
    double sum = 0;
    for (int c = 0; c < bias.length; c++) {
      sum += bias[c] * other.bias[c];
      for (int d = 0; d < kernel[c].length; d++) {
        sum += kernel[c][d] * other.kernel[c][d];
      }
    }
    return sum;
  }

  private double size() {
    return Math.sqrt(dot(this));
  }

  private static void axpy(double factor, double[] x, double[] into) {
    for (int d = 0; d < x.length; d++) {
      into[d] += factor * x[d];
    }
  }

  private static SoftmaxRegression zero(int labels, int width) {
    return new SoftmaxRegression(new double[labels][width], new double[labels]);
  }
}
