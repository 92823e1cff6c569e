package io.millrace.transformers.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The directions that some vectors span. Where there are fewer vectors than they have components, a
 * linear head on them is found among these directions alone (the representer theorem), which is
 * less to compute.
 *
 * @param basis orthonormal rows
 */
record Span(List<double[]> basis) {

  /** A rest shorter than this, of vectors of length 1, is rounding. */
  private static final double NOTHING = 1e-9;

  static Span of(double[][] vectors) {
    Span span = new Span(new ArrayList<>());
    for (double[] vector : vectors) {
      double[] rest = span.rest(span.rest(vector)); // twice: once leaves rounding behind
      double length = Math.sqrt(dot(rest, rest));
      if (length > NOTHING) {
        for (int d = 0; d < rest.length; d++) {
          rest[d] /= length;
        }
        span.basis.add(rest);
      }
    }
    return span;
  }

  /** Of a vector in the span, one number a direction. */
  double[] coordinates(double[] vector) {
    return basis.stream().mapToDouble(direction -> dot(direction, vector)).toArray();
  }

  double[] vector(double[] coordinates) {
    double[] vector = new double[basis.get(0).length];
    for (int i = 0; i < coordinates.length; i++) {
      add(coordinates[i], basis.get(i), vector);
    }
    return vector;
  }

  private double[] rest(double[] vector) {
    double[] rest = vector.clone();
    for (double[] direction : basis) {
      add(-dot(direction, rest), direction, rest);
    }
    return rest;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static void add(double factor, double[] a, double[] into) {
    for (int d = 0; d < a.length; d++) {
      into[d] += factor * a[d];
    }
  }
}
