package io.millrace.transformers.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Weights of small encoders, every one of them drawn: none can be forgotten unnoticed. */
final class RandomEncoders {

  private final TextEncoder.Size size;
  private final Random random;
  private final Map<String, float[]> weights = new HashMap<>();

  private RandomEncoders(TextEncoder.Size size, long seed) {
    this.size = size;
    this.random = new Random(seed);
    weights.put("embeddings/word", normal(size.vocabulary() * size.width()));
    weights.put("embeddings/segment", normal(2 * size.width()));
    norm("embeddings/norm");
    for (int i = 0; i < size.layers(); i++) {
      block("block" + i);
    }
  }

  static Map<String, float[]> bert(TextEncoder.Size size, long seed) {
    RandomEncoders drawn = new RandomEncoders(size, seed);
    drawn.weights.put("embeddings/position", drawn.normal(size.positions() * size.width()));
    return drawn.weights;
  }

  static Map<String, float[]> mosaic(TextEncoder.Size size, long seed) {
    RandomEncoders drawn = new RandomEncoders(size, seed);
    for (int i = 0; i < size.layers(); i++) {
      drawn.linear("block" + i + "/feedForward/gate", size.width(), size.hidden());
    }
    return drawn.weights;
  }

  private void block(String block) {
    for (String name : new String[] {"query", "key", "value", "output"}) {
      linear(block + "/mixer/" + name, size.width(), size.width());
    }
    norm(block + "/mixer/norm");
    linear(block + "/feedForward/inner", size.width(), size.hidden());
    linear(block + "/feedForward/outer", size.hidden(), size.width());
    norm(block + "/feedForward/norm");
  }

  private void linear(String path, int inputs, int outputs) {
    weights.put(path + "/kernel", normal(inputs * outputs));
    weights.put(path + "/bias", normal(outputs));
  }

  private void norm(String path) {
    weights.put(path + "/scale", normal(size.width()));
    weights.put(path + "/offset", normal(size.width()));
  }

  private float[] normal(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (0.5 * random.nextGaussian());
    }
    return values;
  }
}
