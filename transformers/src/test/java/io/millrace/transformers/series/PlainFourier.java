package io.millrace.transformers.series;

import io.millrace.transformers.PlainBlock;
import java.util.Arrays;
import java.util.Map;

/** A Fourier head in plain loops and double precision, for one token: the oracle of the graph's. */
final class PlainFourier {

  private final FourierHead head;
  private final Map<String, double[]> weights;

  PlainFourier(FourierHead head, Map<String, double[]> weights) {
    this.head = head;
    this.weights = weights;
  }

  /** Probabilities of the bins at {@code lead}, from 0. */
  double[] probabilities(double[] token, int lead) {
    double[][] c = autocorrelation(coefficients(token, lead));
    double[] probabilities = new double[head.bins()];
    for (int bin = 0; bin < head.bins(); bin++) {
      double density = 0.5;
      for (int k = 1; k <= head.frequencies(); k++) {
        double angle = Math.PI * k * unit(bin);
        density += (c[k][0] * Math.cos(angle) - c[k][1] * Math.sin(angle)) / c[0][0];
      }
      probabilities[bin] = density * 2 / head.bins();
    }
    return probabilities;
  }

  /**
   * The same by another road: the density is |Σ aⱼ e^{iπjz}|², scaled, and so never negative; its
   * mass is that of its values at the bins' centres.
   */
  double[] squaredModulus(double[] token, int lead) {
    double[][] a = coefficients(token, lead);
    double[] modulus = new double[head.bins()];
    for (int bin = 0; bin < head.bins(); bin++) {
      double real = 0;
      double imaginary = 0;
      for (int j = 0; j < a.length; j++) {
        double angle = Math.PI * j * unit(bin);
        real += a[j][0] * Math.cos(angle) - a[j][1] * Math.sin(angle);
        imaginary += a[j][0] * Math.sin(angle) + a[j][1] * Math.cos(angle);
      }
      modulus[bin] = real * real + imaginary * imaginary;
    }
    double sum = Arrays.stream(modulus).sum();
    return Arrays.stream(modulus).map(value -> value / sum).toArray();
  }

  double mean(double[] probabilities) {
    double mean = 0;
    for (int bin = 0; bin < probabilities.length; bin++) {
      mean += probabilities[bin] * head.range() * unit(bin);
    }
    return mean;
  }

  /** Walks up the cumulative distribution to the bin in which the level is reached. */
  double quantile(double[] probabilities, double level) {
    double below = 0;
    int bin = 0;
    while (below + probabilities[bin] < level) {
      below += probabilities[bin++];
    }
    double share = (level - below) / probabilities[bin];
    return head.range() * (2 * (bin + share) / head.bins() - 1);
  }

  /** −log of the density at {@code place}, in deviations. */
  double negativeLogLikelihood(double[] probabilities, double place) {
    int bin = (int) Math.floor((place / head.range() + 1) / 2 * head.bins());
    int inside = Math.max(0, Math.min(head.bins() - 1, bin));
    return -Math.log(probabilities[inside] * head.bins() / (2 * head.range()) + 1e-5);
  }

  /** The centre of a bin, between −1 and 1. */
  private double unit(int bin) {
    return (2 * bin + 1.0) / head.bins() - 1;
  }

  /** {@code [frequencies + 1][real, imaginary]}; the first is one more than the map says. */
  private double[][] coefficients(double[] token, int lead) {
    double[] all = new PlainBlock(weights).linear("coefficients/", new double[][] {token})[0];
    int count = head.frequencies() + 1;
    double[][] a = new double[count][];
    for (int j = 0; j < count; j++) {
      int at = lead * 2 * count + j;
      a[j] = new double[] {all[at] + (j == 0 ? 1 : 0), all[at + count]};
    }
    return a;
  }

  /** cₖ = Σⱼ aⱼ₊ₖ·conj(aⱼ). */
  private static double[][] autocorrelation(double[][] a) {
    double[][] c = new double[a.length][2];
    for (int k = 0; k < a.length; k++) {
      for (int j = 0; j + k < a.length; j++) {
        c[k][0] += a[j + k][0] * a[j][0] + a[j + k][1] * a[j][1];
        c[k][1] += a[j + k][1] * a[j][0] - a[j + k][0] * a[j][1];
      }
    }
    return c;
  }
}
