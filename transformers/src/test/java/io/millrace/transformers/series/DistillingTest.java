package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class DistillingTest {

  private static final int WIDTH = 3;

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 8, 96})
  void aSequenceIsHalved(int length) {
    assertThat(distilled(tokens(length))).hasSize((length + 1) / 2 * WIDTH);
  }

  @Test
  void theNewestTokenReachesNoneButTheLastPair() {
    float[] tokens = tokens(8);
    float[] changed = tokens.clone();
    changed[7 * WIDTH] += 2;

    float[] before = distilled(tokens);
    float[] after = distilled(changed);

    // Token 7 enters the convolutions at 6 and 7, and these the pools at 4 (4, 5, 6) and 6.
    assertThat(Arrays.copyOf(after, 2 * WIDTH)).containsExactly(Arrays.copyOf(before, 2 * WIDTH));
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void eachHalvedTokenHoldsTheLargestOfThree() {
    float[] tokens = tokens(8);
    RandomWeights weights = new RandomWeights(3);
    float[] halved = distilled(tokens, weights);

    double[][] full = convolvedNormedActive(tokens, weights);
    for (int i = 0; i < halved.length; i++) {
      int from = i / WIDTH * 2;
      double largest = Double.NEGATIVE_INFINITY;
      for (int at = from; at < Math.min(8, from + 3); at++) {
        largest = Math.max(largest, full[at][i % WIDTH]);
      }
      assertThat((double) halved[i]).isCloseTo(largest, offset(1e-5));
    }
  }

  private static double[][] convolvedNormedActive(float[] tokens, RandomWeights weights) {
    double[] kernel = weights.values.get("convolution/kernel");
    double[] bias = weights.values.get("convolution/bias");
    double[] scale = weights.values.get("norm/scale");
    double[] shift = weights.values.get("norm/offset");
    double[][] active = new double[tokens.length / WIDTH][];
    for (int t = 0; t < active.length; t++) {
      double[] sums = bias.clone();
      for (int tap = 0; tap < 3; tap++) {
        int from = t + tap - 1;
        for (int i = 0; from >= 0 && from < active.length && i < WIDTH * WIDTH; i++) {
          sums[i % WIDTH] += tokens[from * WIDTH + i / WIDTH] * kernel[tap * WIDTH * WIDTH + i];
        }
      }
      double mean = Arrays.stream(sums).average().orElseThrow();
      double variance =
          Arrays.stream(sums).map(each -> (each - mean) * (each - mean)).average().orElseThrow();
      for (int c = 0; c < WIDTH; c++) {
        double normed = (sums[c] - mean) / Math.sqrt(variance + 1e-5) * scale[c] + shift[c];
        sums[c] = normed > 0 ? normed : Math.expm1(normed);
      }
      active[t] = sums;
    }
    return active;
  }

  private static float[] tokens(int length) {
    return Samples.uniform(new SplittableRandom(length), length * WIDTH);
  }

  private static float[] distilled(float[] tokens) {
    return distilled(tokens, new RandomWeights(3));
  }

  private static float[] distilled(float[] tokens, RandomWeights weights) {
    try (GraphHarness harness = new GraphHarness()) {
      return harness.run(
          new Distilling(new LayerNorm(1e-5f))
              .apply(
                  Scope.serving(harness.tf, weights),
                  harness.input(Shape.of(1, tokens.length / WIDTH, WIDTH), tokens)));
    }
  }
}
