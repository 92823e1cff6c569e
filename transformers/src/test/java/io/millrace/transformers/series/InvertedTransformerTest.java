package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Losses;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** iTransformer against plain loops in double precision, and by its own laws. */
class InvertedTransformerTest {

  private static final int BATCH = 3;
  private static final int LOOKBACK = 7;
  private static final int HORIZON = 4;
  private static final int VARIATES = 5;
  private static final float[] LEVELS = {0.05f, 0.1f, 0.5f, 0.9f, 0.95f};

  private final float[] history =
      Samples.uniform(new SplittableRandom(9), BATCH * LOOKBACK * VARIATES);

  @ParameterizedTest
  @EnumSource
  void theGraphComputesWhatPlainLoopsCompute(InstanceNorm.Anchor anchor) {
    InvertedTransformer network = network(anchor);
    try (Run run = new Run(network, history, VARIATES)) {
      float[] mean = run.mean();
      float[] quantiles = run.quantiles();

      PlainForecasts plain = new PlainForecasts(network, run.weights.values);
      for (int b = 0; b < BATCH; b++) {
        PlainForecasts.Forecasts expected = plain.forecast(window(history, b, VARIATES));
        for (int i = 0; i < HORIZON * VARIATES; i++) {
          int at = b * HORIZON * VARIATES + i;
          double[] ordered = expected.quantiles()[i / VARIATES][i % VARIATES];
          assertThat((double) mean[at])
              .isCloseTo(expected.mean()[i / VARIATES][i % VARIATES], offset(1e-5));
          for (int q = 0; q < LEVELS.length; q++) {
            assertThat((double) quantiles[at * LEVELS.length + q])
                .isCloseTo(ordered[q], offset(1e-5));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void permutingVariatesPermutesTheForecastsAndChangesNothingElse(InstanceNorm.Anchor anchor) {
    int[] order = {4, 2, 0, 1, 3};
    InvertedTransformer network = network(anchor);

    float[] straight = means(network, history, VARIATES);
    float[] permuted = means(network, permuted(history, order), VARIATES);

    assertClose(permuted, permuted(straight, order));
  }

  @Test
  void anotherNumberOfVariatesThanBeforeIsForecastToo() {
    InvertedTransformer network = network(InstanceNorm.Anchor.MEAN);
    float[] two = Samples.uniform(new SplittableRandom(2), LOOKBACK * 2);

    assertThat(means(network, two, 2)).hasSize(HORIZON * 2);
  }

  @Test
  void aWindowAloneIsTheWindowAmongOthers() {
    InvertedTransformer network = network(InstanceNorm.Anchor.LAST);
    int size = LOOKBACK * VARIATES;

    float[] together = means(network, history, VARIATES);

    for (int b = 0; b < BATCH; b++) {
      float[] alone =
          means(network, Arrays.copyOfRange(history, b * size, (b + 1) * size), VARIATES);
      int out = HORIZON * VARIATES;
      assertClose(alone, Arrays.copyOfRange(together, b * out, (b + 1) * out));
    }
  }

  @Test
  void movingAndStretchingAWindowMovesAndStretchesItsForecast() {
    InvertedTransformer network = network(InstanceNorm.Anchor.MEAN);
    float[] moved = history.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = 40 * moved[i] + 7;
    }

    float[] straight = means(network, history, VARIATES);
    float[] stretched = means(network, moved, VARIATES);

    for (int i = 0; i < straight.length; i++) {
      assertThat((stretched[i] - 7) / 40).isCloseTo(straight[i], offset(1e-3f));
    }
  }

  @Test
  void quantilesNeverCross() {
    try (Run run = new Run(network(InstanceNorm.Anchor.MEAN), history, VARIATES)) {
      float[] quantiles = run.quantiles();

      for (int i = 0; i < quantiles.length; i++) {
        assertThat(i % LEVELS.length == 0 || quantiles[i] > quantiles[i - 1]).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfEveryWeightAreTheSlopesOfTheOraclesLoss(InstanceNorm.Anchor anchor) {
    InvertedTransformer network = network(anchor);
    float[] target = Samples.uniform(new SplittableRandom(4), BATCH * HORIZON * VARIATES);
    try (Run run = new Run(network, history, VARIATES)) {
      Operand<TFloat32> loss = run.loss(target);
      List<float[]> gradients = run.harness.gradients(loss, run.weights.operands.values());

      List<String> paths = new ArrayList<>(run.weights.values.keySet());
      for (int p = 0; p < paths.size(); p++) {
        double[] values = run.weights.values.get(paths.get(p));
        for (int i = 0; i < values.length; i += 29) {
          assertThat((double) gradients.get(p)[i])
              .as("%s[%d]", paths.get(p), i)
              .isCloseTo(slope(network, run.weights, values, i, target), offset(1e-4));
        }
      }
    }
  }

  private double slope(
      InvertedTransformer network, RandomWeights weights, double[] values, int at, float[] target) {
    double step = 1e-6;
    double before = values[at];
    values[at] = before + step;
    double up = loss(network, weights, target);
    values[at] = before - step;
    double down = loss(network, weights, target);
    values[at] = before;
    return (up - down) / (2 * step);
  }

  /** Squared error of the mean plus pinball loss, each a mean. */
  private double loss(InvertedTransformer network, RandomWeights weights, float[] target) {
    PlainForecasts plain = new PlainForecasts(network, weights.values);
    List<PlainForecasts.Forecasts> all =
        IntStream.range(0, BATCH)
            .mapToObj(window -> plain.forecast(window(history, window, VARIATES)))
            .toList();
    double squared = 0;
    double pinball = 0;
    for (int i = 0; i < target.length; i++) {
      int lead = i / VARIATES % HORIZON;
      PlainForecasts.Forecasts forecasts = all.get(i / (HORIZON * VARIATES));
      double error = target[i] - forecasts.mean()[lead][i % VARIATES];
      squared += error * error / target.length;
      for (int q = 0; q < LEVELS.length; q++) {
        double miss = target[i] - forecasts.quantiles()[lead][i % VARIATES][q];
        pinball +=
            Math.max(LEVELS[q] * miss, (LEVELS[q] - 1) * miss) / target.length / LEVELS.length;
      }
    }
    return squared + pinball;
  }

  private static InvertedTransformer network(InstanceNorm.Anchor anchor) {
    return small(LOOKBACK, anchor, new QuantileHead(HORIZON, List.of(0.05, 0.1, 0.5, 0.9, 0.95)));
  }

  /** Two blocks of width 8, small enough for plain loops. */
  static InvertedTransformer small(int lookback, InstanceNorm.Anchor anchor, ForecastHead head) {
    Block block =
        new Block(
            new SoftmaxAttention(2, 0.1f),
            new GeluFeedForward(6, 0.1f, true),
            new LayerNorm(1e-5f),
            NormPlace.AFTER,
            0.1f); // does nothing outside training
    return new InvertedTransformer(
        lookback, 8, 2, block, 0.1f, new InstanceNorm(anchor, 1e-5f), head);
  }

  private static float[] means(Forecaster network, float[] history, int variates) {
    try (Run run = new Run(network, history, variates)) {
      return run.mean();
    }
  }

  private static double[][] window(float[] history, int window, int variates) {
    double[][] rows = new double[LOOKBACK][];
    for (int t = 0; t < LOOKBACK; t++) {
      int from = (window * LOOKBACK + t) * variates;
      rows[t] = Samples.widen(Arrays.copyOfRange(history, from, from + variates));
    }
    return rows;
  }

  private static float[] permuted(float[] rows, int[] order) {
    float[] permuted = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      permuted[i] = rows[i / order.length * order.length + order[i % order.length]];
    }
    return permuted;
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], offset(1e-5f));
    }
  }

  /** A network with random weights and its outputs. */
  private static final class Run implements AutoCloseable {

    final GraphHarness harness = new GraphHarness();
    final RandomWeights weights = new RandomWeights(21);
    final Outlook outlook;

    Run(Forecaster network, float[] history, int variates) {
      int batch = history.length / LOOKBACK / variates;
      Operand<TFloat32> in = harness.input(Shape.of(batch, LOOKBACK, variates), history);
      outlook = network.forecast(Scope.serving(harness.tf, weights), new ForecastInput(in));
    }

    float[] mean() {
      return harness.run(outlook.mean());
    }

    float[] quantiles() {
      return harness.run(outlook.quantiles());
    }

    Operand<TFloat32> loss(float[] target) {
      Operand<TFloat32> actual = harness.input(Shape.of(BATCH, HORIZON, VARIATES), target);
      return harness.tf.math.add(
          Losses.squared(harness.tf, outlook.mean(), actual),
          Losses.pinball(harness.tf, outlook.quantiles(), actual, LEVELS));
    }

    @Override
    public void close() {
      harness.close();
    }
  }
}
