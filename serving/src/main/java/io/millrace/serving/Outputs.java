package io.millrace.serving;

import java.util.Map;

/** The outputs of one run by name, each flat and with all rows of the batch, padding included. */
record Outputs(Map<String, float[]> byName) {

  float[] of(String name) {
    float[] values = byName.get(name);
    if (values == null) {
      throw new IllegalArgumentException(name + " is not an output of this model");
    }
    return values;
  }
}
