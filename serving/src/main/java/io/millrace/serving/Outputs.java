package io.millrace.serving;

import java.util.Arrays;
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
}
