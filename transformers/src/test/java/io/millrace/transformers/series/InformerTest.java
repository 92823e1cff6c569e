package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class InformerTest {

  private static final int LOOKBACK = 24;
  private static final int HORIZON = 6;
  private static final int VARIATES = 2;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private final FedWindows windows = new FedWindows(Columns.random(3, 4, LOOKBACK, VARIATES));

  @Test
  void oneCallGivesEveryLeadOfEveryVariate() {
    try (ForecastRun run = new ForecastRun(informer(null, LEVELS), new RandomWeights(1), windows)) {
      assertThat(run.mean()).hasSize(4 * HORIZON * VARIATES).doesNotHaveDuplicates();
      assertThat(run.quantiles()).hasSize(4 * HORIZON * VARIATES * 3);
    }
  }

  @Test
  void quantilesNeverCross() {
    try (ForecastRun run =
        new ForecastRun(
            informer(InstanceNorm.published(), LEVELS), new RandomWeights(1), windows)) {
      float[] quantiles = run.quantiles();
      for (int i = 0; i < quantiles.length; i += 3) {
        assertThat(quantiles[i]).isLessThanOrEqualTo(quantiles[i + 1]);
        assertThat(quantiles[i + 1]).isLessThanOrEqualTo(quantiles[i + 2]);
      }
    }
  }

  @Test
  void aWindowIsForecastAloneAsAmongOthers() {
    ForecastRun.assertAloneAsAmongOthers(informer(null, List.of()), windows);
  }

  @Test
  void theSameWindowIsForecastTheSameAgain() {
    Informer network = informer(null, List.of());

    float[] once = ForecastRun.means(network, new RandomWeights(1), windows);

    assertThat(ForecastRun.means(network, new RandomWeights(1), windows)).containsExactly(once);
  }

  /** Its sample of keys must not depend on where it stands. */
  @Test
  void aMemberOfAnEnsembleForecastsAsItDoesAlone() {
    Informer network = informer(null, List.of());
    RandomWeights weights = new RandomWeights(1);
    float[] alone = ForecastRun.means(network, weights, windows);

    Map<String, float[]> drawn = new HashMap<>();
    weights.values.forEach((path, values) -> drawn.put(path, Samples.narrow(values)));
    float[] among =
        ForecastRun.means(
            new Ensemble(List.of(network)),
            new Checkpoint(Ensemble.weights(List.of(drawn))),
            windows);

    assertThat(among).containsExactly(alone, offset(1e-6f));
  }

  @Test
  void withTheNormAForecastMovesWithItsWindow() {
    Informer network = informer(InstanceNorm.published(), List.of());
    FedWindows moved = new FedWindows(windows.history().stretched(3, 50));

    float[] before = ForecastRun.means(network, new RandomWeights(1), windows);
    float[] after = ForecastRun.means(network, new RandomWeights(1), moved);

    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(3 * before[i] + 50, offset(0.02f));
    }
  }

  @Test
  void whatIsKnownAheadAndBesideIsSeen() {
    Columns known = Columns.random(5, 4, LOOKBACK + HORIZON, 2);
    Columns past = Columns.random(6, 4, LOOKBACK, 1);
    Columns mask = Columns.bits(7, 4, LOOKBACK, VARIATES);
    FedWindows seen = new FedWindows(windows.history(), past, known, mask);
    float[] before = means(seen);

    Columns later = known.with(1, LOOKBACK + HORIZON - 1, 1, 4);
    Columns hidden = mask.with(1, 3, 0, 1 - mask.values()[(LOOKBACK + 3) * VARIATES]);

    assertOnlyTheSecondMoves(before, means(new FedWindows(seen.history(), past, later, mask)));
    assertOnlyTheSecondMoves(
        before, means(new FedWindows(seen.history(), past.with(1, 4, 0, 4), known, mask)));
    assertOnlyTheSecondMoves(before, means(new FedWindows(seen.history(), past, known, hidden)));
  }

  @Test
  void anotherNumberOfVariatesIsRefusedWhereTheGraphKnowsIt() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> three = harness.input(Shape.of(1, LOOKBACK, 3), new float[3 * LOOKBACK]);
      assertThatThrownBy(
              () ->
                  informer(null, List.of())
                      .forecast(
                          Scope.serving(harness.tf, new RandomWeights(1)),
                          new ForecastInput(three)))
          .hasMessage("variates: expected the 2 that the weights are for, found 3");
    }
  }

  /** Four variates must not pass for two windows of two. */
  @Test
  void anotherNumberOfVariatesFailsWhereOnlyTheRunKnowsIt() {
    FedWindows four = new FedWindows(Columns.random(3, 1, LOOKBACK, 2 * VARIATES));
    try (ForecastRun run = new ForecastRun(informer(null, List.of()), new RandomWeights(1), four)) {
      assertThatThrownBy(run::mean).hasMessageContaining("weights_are_for_2_variates");
    }
  }

  @Test
  void aLabelLongerThanTheLookbackIsRefused() {
    assertThatThrownBy(
            () ->
                new Informer(LOOKBACK, 25, size(), 5, 1, null, StepHead.ofMean(HORIZON, VARIATES)))
        .hasMessage("label length: expected 1 to the lookback, 24, found 25");
  }

  @Test
  void itLearnsASeasonAndItsBundleServesWhatWasTrained(@TempDir Path root) throws Exception {
    TrainedStepForecast trained =
        TrainedStepForecast.onWaves(informer(null, LEVELS), CalendarFeature.HOUR_OF_DAY);

    trained.assertBeatsLastValue();
    trained.assertTheBundleServesIt(root);
  }

  @Test
  void aTableOfAnotherNumberOfVariatesIsRefusedBeforeTraining() {
    Informer three = new Informer(LOOKBACK, 12, size(), 5, 1, null, StepHead.ofMean(HORIZON, 3));
    assertThatThrownBy(() -> TrainedStepForecast.onWaves(three, CalendarFeature.HOUR_OF_DAY))
        .hasMessage("variates: expected the 3 that Informer is made for, found 2, [level, tide]");
  }

  private static float[] means(FedWindows seen) {
    return ForecastRun.means(informer(null, List.of()), new RandomWeights(1), seen);
  }

  private static void assertOnlyTheSecondMoves(float[] before, float[] after) {
    int size = HORIZON * VARIATES;
    for (int window = 0; window < 4; window++) {
      float[] was = Arrays.copyOfRange(before, window * size, (window + 1) * size);
      float[] is = Arrays.copyOfRange(after, window * size, (window + 1) * size);
      if (window == 1) {
        assertThat(is).isNotEqualTo(was);
      } else {
        assertThat(is).containsExactly(was, offset(1e-6f));
      }
    }
  }

  private static EncoderDecoderSize size() {
    return new EncoderDecoderSize(16, 2, 2, 1, 32, 0);
  }

  private static Informer informer(InstanceNorm norm, List<Double> levels) {
    return new Informer(LOOKBACK, 12, size(), 2, 1, norm, new StepHead(HORIZON, VARIATES, levels));
  }
}
