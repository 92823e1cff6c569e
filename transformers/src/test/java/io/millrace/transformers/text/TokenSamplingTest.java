package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Packing;
import io.millrace.transformers.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Three texts of seven, four and one tokens against the paper's rule in plain loops. */
class TokenSamplingTest {

  private static final int TEXTS = 3;
  private static final int LENGTH = 7;
  private static final int HEADS = 2;
  private static final int SIZE = 3;
  private static final int[] LENGTHS = {7, 4, 1};
  private static final float[] VALUES =
      Samples.uniform(new SplittableRandom(2), TEXTS * HEADS * LENGTH * SIZE);
  private static final float[] WEIGHTS = weights();

  @Test
  void keptAreTheTokensThatAQuantileHitsAndTheFirst() {
    for (int kept : new int[] {1, 3, 12}) {
      assertThat(sampled(kept)).isEqualTo(expected(kept));
    }
  }

  @Test
  void aTextIsLeftAtMostSoManyTokensBesideTheFirst() {
    assertThat(sampled(3)).hasSizeLessThanOrEqualTo(TEXTS * (3 + 1));
  }

  @Test
  void theLastLayerCanNotBeTheOneAfterWhichTokensAreSampled() {
    TextEncoder encoder = MiniLm.ENCODER;

    assertThatThrownBy(() -> encoder.withSampling(new TokenSampling(6, 8)))
        .hasMessageContaining("before the last layer")
        .hasMessageContaining("of 6 layers");
  }

  /** The places of the kept tokens: each token carries its own. */
  private static List<Integer> sampled(int kept) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> weights = harness.input(Shape.of(TEXTS, HEADS, LENGTH, LENGTH), WEIGHTS);
      Operand<TFloat32> values = harness.input(Shape.of(TEXTS, HEADS, LENGTH, SIZE), VALUES);
      Operand<TInt32> mask = harness.tf.constant(mask());
      Packing packing = Packing.of(harness.tf, mask);
      Operand<TFloat32> places =
          harness.tf.expandDims(
              harness.tf.dtypes.cast(packing.places(), TFloat32.class), harness.tf.constant(-1));
      TokenSampling.Sampled sampled =
          new TokenSampling(1, kept).sample(harness.tf, places, packing, mask, weights, values);
      List<Integer> found = new ArrayList<>();
      for (float place : harness.run(sampled.tokens())) {
        found.add((int) place);
      }
      return found;
    }
  }

  private static List<Integer> expected(int kept) {
    List<Integer> places = new ArrayList<>();
    for (int text = 0; text < TEXTS; text++) {
      double[] scores = scores(text);
      TreeSet<Integer> chosen = new TreeSet<>(List.of(0));
      for (int k = 1; k <= kept; k++) {
        double level = (2.0 * k - 1) / (2 * kept);
        double upTo = 0;
        for (int token = 1; token < LENGTHS[text]; token++) {
          upTo += scores[token];
          if (upTo > level) {
            chosen.add(token);
            break;
          }
        }
      }
      for (int token : chosen) {
        places.add(text * LENGTH + token);
      }
    }
    return places;
  }

  /** What [CLS] gives each other token times the length of its value, 1 in sum. */
  private static double[] scores(int text) {
    double[] scores = new double[LENGTH];
    double sum = 0;
    for (int token = 1; token < LENGTHS[text]; token++) {
      for (int head = 0; head < HEADS; head++) {
        double square = 0;
        for (int d = 0; d < SIZE; d++) {
          square += Math.pow(VALUES[((text * HEADS + head) * LENGTH + token) * SIZE + d], 2);
        }
        scores[token] +=
            WEIGHTS[(text * HEADS + head) * LENGTH * LENGTH + token] * Math.sqrt(square);
      }
      sum += scores[token];
    }
    for (int token = 1; token < LENGTH; token++) {
      scores[token] /= sum;
    }
    return scores;
  }

  private static int[][] mask() {
    int[][] mask = new int[TEXTS][LENGTH];
    for (int text = 0; text < TEXTS; text++) {
      for (int token = 0; token < LENGTHS[text]; token++) {
        mask[text][token] = 1;
      }
    }
    return mask;
  }

  /** Positive, and 0 at padded keys. */
  private static float[] weights() {
    float[] weights = Samples.uniform(new SplittableRandom(1), TEXTS * HEADS * LENGTH * LENGTH);
    for (int i = 0; i < weights.length; i++) {
      int text = i / (HEADS * LENGTH * LENGTH);
      weights[i] = i % LENGTH < LENGTHS[text] ? weights[i] + 0.6f : 0;
    }
    return weights;
  }
}
