package io.millrace.transformers.training;

import java.util.Map;
import java.util.SplittableRandom;

/** Two numbers and an answer each: y = 2·a − 3·b + 1. */
@SuppressWarnings("ArrayRecordComponent") // tests change values on purpose
record Points(float[] x, float[] y) implements Examples {

  @Override
  public int count() {
    return y.length;
  }

  @Override
  public Batch batch(int[] examples) {
    float[] in = new float[examples.length * 2];
    float[] out = new float[examples.length];
    for (int i = 0; i < examples.length; i++) {
      in[2 * i] = x[2 * examples[i]];
      in[2 * i + 1] = x[2 * examples[i] + 1];
      out[i] = y[examples[i]];
    }
    return new Batch(
        examples.length,
        Map.of(
            "x", Batch.floats(in, examples.length, 2),
            "y", Batch.floats(out, examples.length, 1)));
  }

  static Points of(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[count * 2];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      x[2 * i] = (float) random.nextDouble();
      x[2 * i + 1] = (float) random.nextDouble();
      y[i] = 2 * x[2 * i] - 3 * x[2 * i + 1] + 1;
    }
    return new Points(x, y);
  }

  /** The same questions, answered otherwise. */
  Points opposite() {
    float[] contrary = y.clone();
    for (int i = 0; i < contrary.length; i++) {
      contrary[i] = -10 * contrary[i];
    }
    return new Points(x, contrary);
  }
}
