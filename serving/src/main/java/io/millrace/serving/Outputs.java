package io.millrace.serving;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The outputs of one run by name, each flat and without the rows that were padding.
 *
 * @param rows of each
 */
record Outputs(Map<String, float[]> byName, int rows) {

  private static final float[] NONE = {};

  float[] of(String name) {
    float[] values = byName.get(name);
    if (values == null) {
      throw new IllegalArgumentException(name + " is not an output of this model");
    }
    return values;
  }

  /** One row of an output, flat; empty if the output was not read. */
  float[] row(String name, int row) {
    float[] values = byName.getOrDefault(name, NONE);
    int width = values.length / rows;
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /**
   * These rows, then others.
   *
   * @param others of the same outputs
   */
  Outputs followedBy(Outputs others) {
    Map<String, float[]> both = new HashMap<>();
    byName.forEach((name, values) -> both.put(name, joined(values, others.of(name))));
    return new Outputs(both, rows + others.rows);
  }

  private static float[] joined(float[] values, float[] others) {
    float[] both = Arrays.copyOf(values, values.length + others.length);
    System.arraycopy(others, 0, both, values.length, others.length);
    return both;
  }

  /**
   * These rows and others in turn, these first.
   *
   * @param others of the same outputs, as many rows or one fewer
   */
  Outputs interleaved(Outputs others) {
    Map<String, float[]> both = new HashMap<>();
    byName.forEach((name, values) -> both.put(name, interleaved(name, values, others)));
    return new Outputs(both, rows + others.rows);
  }

  private float[] interleaved(String name, float[] values, Outputs others) {
    int width = values.length / rows;
    float[] both = new float[width * (rows + others.rows)];
    for (int row = 0; row < rows + others.rows; row++) {
      float[] from = row % 2 == 0 ? values : others.of(name);
      System.arraycopy(from, row / 2 * width, both, row * width, width);
    }
    return both;
  }
}
