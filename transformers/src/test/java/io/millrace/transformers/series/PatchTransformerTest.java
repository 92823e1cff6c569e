package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.transformers.Losses;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Slopes;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** PatchTST against plain loops in double precision, and by its own laws. */
class PatchTransformerTest {

  private static final int BATCH = 3;
  private static final int LOOKBACK = 11;
  private static final int HORIZON = 4;
  private static final int VARIATES = 3;

  private final RandomWeights weights = new RandomWeights(21);
  private final Columns history = Columns.random(9, BATCH, LOOKBACK, VARIATES);
  private final Columns mask = Columns.bits(12, BATCH, LOOKBACK, VARIATES);
  private final FedWindows windows = new FedWindows(history);
  private final FedWindows masked = new FedWindows(history, null, null, mask);

  @ParameterizedTest
  @EnumSource
  void theGraphComputesWhatPlainLoopsCompute(InstanceNorm.Anchor anchor) {
    assertGraphIsLoops(network(4, 2, anchor), windows);
  }

  @ParameterizedTest
  @EnumSource
  void aMaskIsReadAsPlainLoopsReadIt(InstanceNorm.Anchor anchor) {
    assertGraphIsLoops(network(4, 2, anchor), masked);
  }

  @Test
  void patchesThatDoNotMeetTheEndOrDoNotOverlapAreCutAsPlainLoopsCutThem() {
    for (int[] cut : new int[][] {{5, 3}, {4, 4}, {3, 1}, {LOOKBACK, LOOKBACK}, {1, 1}}) {
      PatchTransformer network = network(cut[0], cut[1], InstanceNorm.Anchor.MEAN);
      RandomWeights fresh = new RandomWeights(cut[0]);

      float[] mean = ForecastRun.means(network, fresh, windows);

      PlainPatches plain = new PlainPatches(network, fresh.values);
      for (int window = 0; window < BATCH; window++) {
        ForecastRun.assertClose(mean, window, plain.forecast(windows, window).mean(), 1e-5);
      }
    }
  }

  @Test
  void asPublishedNinetySixValuesAreTwelvePatches() {
    PatchTransformer network =
        PatchTransformer.published(
            96,
            PatchTransformer.PATCH,
            PatchTransformer.STRIDE,
            16,
            3,
            4,
            32,
            0.2f,
            InstanceNorm.published(),
            new PointHead(24));

    assertThat(network.patches()).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource
  void whatHappensToOneVariateChangesNothingForTheOthers(InstanceNorm.Anchor anchor) {
    PatchTransformer network = network(4, 2, anchor);
    float[] straight = ForecastRun.means(network, weights, windows);

    float[] changed =
        ForecastRun.means(network, weights.checkpoint(), new FedWindows(history.with(1, 5, 2, 40)));

    int moved = 0;
    for (int i = 0; i < straight.length; i++) {
      if (i / (HORIZON * VARIATES) == 1 && i % VARIATES == 2) {
        moved += changed[i] == straight[i] ? 0 : 1;
      } else {
        assertThat(changed[i]).isEqualTo(straight[i]);
      }
    }
    assertThat(moved).isEqualTo(HORIZON);
  }

  @ParameterizedTest
  @EnumSource
  void permutingVariatesPermutesTheForecastsAndChangesNothingElse(InstanceNorm.Anchor anchor) {
    PatchTransformer network = network(4, 2, anchor);
    float[] straight = ForecastRun.means(network, weights, windows);

    float[] permuted =
        ForecastRun.means(network, weights.checkpoint(), new FedWindows(history.permuted(2, 0, 1)));

    Columns expected = new Columns(HORIZON, VARIATES, straight).permuted(2, 0, 1);
    ForecastRun.assertClose(permuted, expected.values(), 1e-6);
  }

  @Test
  void theOrderOfPatchesMeansSomething() {
    PatchTransformer network = network(4, 4, InstanceNorm.Anchor.MEAN);
    float[] straight = ForecastRun.means(network, weights, windows);
    float[] swapped = history.values().clone(); // the first two patches of the first window
    System.arraycopy(history.values(), 0, swapped, 4 * VARIATES, 4 * VARIATES);
    System.arraycopy(history.values(), 4 * VARIATES, swapped, 0, 4 * VARIATES);

    float[] other =
        ForecastRun.means(
            network,
            weights.checkpoint(),
            new FedWindows(new Columns(LOOKBACK, VARIATES, swapped)));

    assertThat(Math.abs(other[0] - straight[0])).isGreaterThan(1e-3f);
  }

  @Test
  void anotherNumberOfVariatesThanBeforeIsForecastByTheSameWeights() {
    PatchTransformer network = network(4, 2, InstanceNorm.Anchor.MEAN);
    ForecastRun.means(network, weights, windows);
    FedWindows one = new FedWindows(Columns.random(2, BATCH, LOOKBACK, 1));

    float[] mean = ForecastRun.means(network, weights.checkpoint(), one);

    PlainPatches plain = new PlainPatches(network, weights.values);
    assertThat(mean).hasSize(BATCH * HORIZON);
    for (int window = 0; window < BATCH; window++) {
      ForecastRun.assertClose(mean, window, plain.forecast(one, window).mean(), 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWindowAloneIsTheWindowAmongOthers(InstanceNorm.Anchor anchor) {
    ForecastRun.assertAloneAsAmongOthers(network(4, 2, anchor), masked);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfEveryWeightAreTheSlopesOfTheOraclesLoss(InstanceNorm.Anchor anchor) {
    PatchTransformer network = network(4, 2, anchor);
    Columns target = Columns.random(4, BATCH, HORIZON, VARIATES);
    try (ForecastRun run = new ForecastRun(network, weights, masked)) {
      Operand<TFloat32> loss = loss(run, target);
      PlainPatches plain = new PlainPatches(network, weights.values);

      Map<String, Double> slopes =
          Slopes.assertGradients(
              run.harness,
              loss,
              weights,
              () ->
                  IntStream.range(0, BATCH).mapToDouble(w -> loss(plain, target, w)).sum() / BATCH,
              17);

      assertThat(slopes.get("positions")).isGreaterThan(1e-4);
      assertThat(slopes.get("embedding/kernel")).isGreaterThan(1e-4);
    }
  }

  @Test
  void aPatchLongerThanTheLookbackAndAStrideThatSkipsValuesAreRefused() {
    assertThatThrownBy(() -> network(LOOKBACK + 1, 2, InstanceNorm.Anchor.MEAN))
        .hasMessage("patch: expected 1 to the lookback, 11, found 12");
    assertThatThrownBy(() -> network(4, 5, InstanceNorm.Anchor.MEAN))
        .hasMessage("stride: expected 1 to the patch, 4, so that no value is skipped, found 5");
  }

  private void assertGraphIsLoops(PatchTransformer network, FedWindows fed) {
    try (ForecastRun run = new ForecastRun(network, weights, fed)) {
      float[] mean = run.mean();
      float[] quantiles = run.quantiles();

      PlainPatches plain = new PlainPatches(network, weights.values);
      assertThat(mean).hasSize(BATCH * HORIZON * VARIATES);
      for (int window = 0; window < BATCH; window++) {
        PlainForecasts.Forecasts expected = plain.forecast(fed, window);
        ForecastRun.assertClose(mean, window, expected.mean(), 1e-5);
        for (int lead = 0; lead < HORIZON; lead++) {
          int row = window * HORIZON + lead;
          ForecastRun.assertClose(quantiles, row, expected.quantiles()[lead], 1e-5);
        }
      }
    }
  }

  /** Mean squared error of the mean, plus the quantiles' mean square. */
  private static Operand<TFloat32> loss(ForecastRun run, Columns target) {
    var tf = run.harness.tf;
    Operand<TFloat32> actual =
        run.harness.input(Shape.of(BATCH, HORIZON, VARIATES), target.values());
    Operand<TFloat32> quantiles = run.outlook.quantiles();
    return tf.math.add(
        Losses.squared(tf, run.outlook.mean(), actual),
        Losses.squared(tf, quantiles, tf.zerosLike(quantiles)));
  }

  private double loss(PlainPatches plain, Columns target, int window) {
    PlainForecasts.Forecasts forecasts = plain.forecast(masked, window);
    double squares = PlainLosses.squares(forecasts.mean(), target.window(window));
    double others = 0;
    for (double[][] lead : forecasts.quantiles()) {
      others += PlainLosses.squares(lead, new double[VARIATES][lead[0].length]);
    }
    return (squares + others / 3) / (HORIZON * VARIATES);
  }

  private static PatchTransformer network(int patch, int stride, InstanceNorm.Anchor anchor) {
    return PatchTransformer.published(
        LOOKBACK,
        patch,
        stride,
        8,
        2,
        2,
        6,
        0.1f,
        new InstanceNorm(anchor, 1e-5f),
        new QuantileHead(HORIZON, List.of(0.1, 0.5, 0.9)));
  }
}
