package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.Losses;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Slopes;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** RLinear against plain loops in double precision, and by its own laws. */
class RLinearTest {

  private static final int BATCH = 3;
  private static final int LOOKBACK = 9;
  private static final int HORIZON = 4;

  private final RandomWeights weights = new RandomWeights(2);
  private final FedWindows windows = new FedWindows(Columns.random(1, BATCH, LOOKBACK, 3));

  @ParameterizedTest
  @EnumSource
  void theGraphComputesWhatPlainLoopsCompute(InstanceNorm.Anchor anchor) {
    float[] mean = ForecastRun.means(network(anchor), weights, windows);

    PlainRLinear plain = new PlainRLinear(network(anchor), weights.values, "");
    for (int window = 0; window < BATCH; window++) {
      double[][] expected = plain.mean(windows.history().window(window));
      ForecastRun.assertClose(mean, window, expected, 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyNumberOfVariatesIsForecastByTheSameWeights(InstanceNorm.Anchor anchor) {
    ForecastRun.means(network(anchor), weights, windows);
    for (int variates : new int[] {1, 2, 7}) {
      FedWindows others = new FedWindows(Columns.random(variates, 1, LOOKBACK, variates));

      float[] mean = ForecastRun.means(network(anchor), weights.checkpoint(), others);

      double[][] history = others.history().window(0);
      double[][] expected = new PlainRLinear(network(anchor), weights.values, "").mean(history);
      assertThat(mean).hasSize(HORIZON * variates);
      ForecastRun.assertClose(mean, 0, expected, 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void movingAndStretchingAWindowMovesAndStretchesItsForecast(InstanceNorm.Anchor anchor) {
    float[] straight = ForecastRun.means(network(anchor), weights, windows);
    FedWindows moved = new FedWindows(windows.history().stretched(40, 7));

    float[] stretched = ForecastRun.means(network(anchor), weights.checkpoint(), moved);

    for (int i = 0; i < straight.length; i++) {
      assertThat((stretched[i] - 7) / 40).isCloseTo(straight[i], offset(1e-3f)); // by ε alone
    }
  }

  @Test
  void aWindowAloneIsTheWindowAmongOthers() {
    ForecastRun.assertAloneAsAmongOthers(network(InstanceNorm.Anchor.LAST), windows);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfItsWeightsAreTheSlopesOfTheOraclesLoss(InstanceNorm.Anchor anchor) {
    Columns target = Columns.random(4, BATCH, HORIZON, 3);
    try (ForecastRun run = new ForecastRun(network(anchor), weights, windows)) {
      var actual = run.harness.input(Shape.of(BATCH, HORIZON, 3), target.values());
      var loss = Losses.squared(run.harness.tf, run.outlook.mean(), actual);
      PlainRLinear plain = new PlainRLinear(network(anchor), weights.values, "");

      Slopes.assertGradients(
          run.harness,
          loss,
          weights,
          () ->
              IntStream.range(0, BATCH).mapToDouble(w -> squared(plain, windows, target, w)).sum()
                  / target.values().length,
          1);
    }
  }

  private static double squared(
      PlainRLinear plain, FedWindows windows, Columns target, int window) {
    double[][] mean = plain.mean(windows.history().window(window));
    return PlainLosses.squares(mean, target.window(window));
  }

  private static RLinear network(InstanceNorm.Anchor anchor) {
    return new RLinear(LOOKBACK, new InstanceNorm(anchor, 1e-5f), new PointHead(HORIZON));
  }
}
