package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Losses;
import io.millrace.transformers.PlainBlock;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Slopes;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Quantiles by steps, for any number of them: with none below the middle, none above, or both. */
class OrderedQuantilesTest {

  private static final int TOKENS = 3; // one window's variates
  private static final int WIDTH = 4;
  private static final int HORIZON = 2;

  private final float[] tokens = Samples.uniform(new SplittableRandom(6), TOKENS * WIDTH);
  private final RandomWeights weights = new RandomWeights(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void anyNumberOfQuantilesIsWhatPlainLoopsMakeOfIt(int count) {
    try (GraphHarness harness = new GraphHarness()) {
      float[] quantiles = harness.run(apply(harness, count));

      double[] expected = plain(count);
      assertThat(quantiles).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) quantiles[i]).as("at %d", i).isCloseTo(expected[i], offset(1e-5));
        assertThat(i % count == 0 || quantiles[i] > quantiles[i - 1]).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void gradientsOfAnyNumberOfThemAreTheSlopesOfTheOraclesLoss(int count) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> quantiles = apply(harness, count);
      Operand<TFloat32> loss =
          Losses.squared(harness.tf, quantiles, harness.tf.zerosLike(quantiles));

      Slopes.assertGradients(
          harness,
          loss,
          weights,
          () -> Arrays.stream(plain(count)).map(q -> q * q).average().orElseThrow(),
          1);
    }
  }

  private Operand<TFloat32> apply(GraphHarness harness, int count) {
    return new OrderedQuantiles(HORIZON, count, null)
        .apply(
            Scope.serving(harness.tf, weights), harness.input(Shape.of(1, TOKENS, WIDTH), tokens));
  }

  /** {@code [horizon, variates, quantile]} */
  private double[] plain(int count) {
    double[] all = new double[HORIZON * TOKENS * count];
    for (int token = 0; token < TOKENS; token++) {
      double[] row = Samples.widen(Arrays.copyOfRange(tokens, token * WIDTH, (token + 1) * WIDTH));
      double[] raw = new PlainBlock(weights.values).linear("", new double[][] {row})[0];
      for (int lead = 0; lead < HORIZON; lead++) {
        double[] own = Arrays.copyOfRange(raw, lead * count, (lead + 1) * count);
        System.arraycopy(
            PlainForecasts.ordered(own), 0, all, (lead * TOKENS + token) * count, count);
      }
    }
    return all;
  }
}
