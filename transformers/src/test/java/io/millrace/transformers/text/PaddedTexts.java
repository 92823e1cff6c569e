package io.millrace.transformers.text;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Initial;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Three texts of 2, 5 and 1 tokens, padded to 5: random vectors in every place. */
final class PaddedTexts {

  static final int WIDTH = 6;
  static final int[] LENGTHS = {2, 5, 1};

  /** Where {@link #learned} puts the vectors among the weights. */
  static final String PATH = "tokens";

  private static final int LENGTH = 5;

  private PaddedTexts() {}

  /** Row-major {@code [text, place, width]}. */
  static float[] values(long seed) {
    return Samples.uniform(new SplittableRandom(seed), LENGTHS.length * LENGTH * WIDTH);
  }

  /** Fed to a graph that knows neither how many they are nor how long. */
  static Operand<TFloat32> fed(GraphHarness harness, float[] values) {
    return harness.sequences(Shape.of(LENGTHS.length, LENGTH, WIDTH), values);
  }

  /** Drawn as a weight, so that gradients reach them too. */
  static Operand<TFloat32> learned(GraphHarness harness, RandomWeights weights) {
    return weights.weight(
        harness.tf, PATH, Shape.of(LENGTHS.length, LENGTH, WIDTH), Initial.zeros());
  }

  static Operand<TInt32> mask(GraphHarness harness) {
    int[][] mask = new int[LENGTHS.length][LENGTH];
    for (int text = 0; text < mask.length; text++) {
      Arrays.fill(mask[text], 0, LENGTHS[text], 1);
    }
    return harness.tf.constant(mask);
  }

  /** The real tokens of one text: [length][width]. */
  static double[][] text(double[] values, int text) {
    double[][] tokens = new double[LENGTHS[text]][];
    for (int t = 0; t < tokens.length; t++) {
      int from = (text * LENGTH + t) * WIDTH;
      tokens[t] = Arrays.copyOfRange(values, from, from + WIDTH);
    }
    return tokens;
  }

  /** The same texts with other vectors at padding. */
  static float[] otherPadding(float[] values) {
    float[] changed = values.clone();
    for (int text = 0; text < LENGTHS.length; text++) {
      int from = (text * LENGTH + LENGTHS[text]) * WIDTH;
      for (int i = from; i < (text + 1) * LENGTH * WIDTH; i++) {
        changed[i] = 9 - 4 * changed[i];
      }
    }
    return changed;
  }

  /** A sum in which every value counts differently, so that no error can cancel. */
  static Operand<TFloat32> sum(GraphHarness harness, Operand<TFloat32> values, int count) {
    Operand<TFloat32> flat = harness.tf.reshape(values, harness.tf.constant(new int[] {count}));
    return harness.tf.sum(
        harness.tf.math.mul(flat, harness.tf.constant(Samples.narrow(factors(count)))),
        harness.tf.constant(0));
  }

  /** By which {@link #sum} multiplies. */
  static double[] factors(int count) {
    double[] factors = new double[count];
    for (int i = 0; i < count; i++) {
      factors[i] = (float) Math.cos(1 + i);
    }
    return factors;
  }
}
