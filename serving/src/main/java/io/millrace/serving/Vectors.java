package io.millrace.serving;

/** How vectors of a model lie to each other. */
final class Vectors {

  private Vectors() {}

  /** 0 if the widths differ or one of them is all zeros. */
  static double cosine(float[] one, float[] other) {
    double lengths = length(one) * length(other);
    return one.length == other.length && lengths > 0 ? product(one, other) / lengths : 0;
  }

  /** How far a vector is from the expected one, as a share of the expected one's length. */
  static double distance(float[] expected, float[] found) {
    float[] difference = new float[expected.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = found[i] - expected[i];
    }
    return length(difference) / length(expected);
  }

  private static double length(float[] vector) {
    return Math.sqrt(product(vector, vector));
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
