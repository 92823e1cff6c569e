package io.millrace.serving;

import java.util.Arrays;
import java.util.Map;

/**
 * The outputs of one run by name, each flat and with all rows of the batch, padding included.
 *
 * @param batch rows of each
 */
record Outputs(Map<String, float[]> byName, int batch) {

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
    int width = values.length / batch;
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }
}
