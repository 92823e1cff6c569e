package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class AutoformerTest {

  private static final int LOOKBACK = 24;
  private static final int HORIZON = 6;
  private static final int VARIATES = 2;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private final FedWindows windows = new FedWindows(Columns.random(3, 4, LOOKBACK, VARIATES));

  static Stream<Forecaster> networks() {
    Autoformer plain = autoformer(null, LEVELS);
    Autoformer normalised = autoformer(InstanceNorm.published(), LEVELS);
    Autoformer mean = autoformer(null, List.of());
    return Stream.of(
        plain, normalised, new Conformal(mean, LEVELS), new Ensemble(List.of(plain, normalised)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void trendAndSeasonSumToTheMean(Forecaster network) {
    try (ForecastRun run = new ForecastRun(network, new RandomWeights(1), windows)) {
      Outlook.Parts parts = Objects.requireNonNull(run.outlook.parts());
      List<float[]> values =
          run.harness.run(List.of(run.outlook.mean(), parts.trend(), parts.season()));

      for (int i = 0; i < values.get(0).length; i++) {
        assertThat(values.get(1)[i] + values.get(2)[i]).isCloseTo(values.get(0)[i], offset(1e-5f));
      }
      assertThat(values.get(0)).hasSize(4 * HORIZON * VARIATES);
      assertThat(values.get(2)).isNotEqualTo(new float[values.get(2).length]);
    }
  }

  @Test
  void aDailyCycleBelongsToTheSeason() {
    Forecaster network = new SeasonalCycle(autoformer(null, List.of()), VARIATES, 0);
    Columns hours = Columns.random(5, 4, LOOKBACK + HORIZON, 1);
    try (ForecastRun run =
        new ForecastRun(
            network, new RandomWeights(1), new FedWindows(windows.history(), null, hours))) {
      Outlook.Parts parts = Objects.requireNonNull(run.outlook.parts());
      Ops tf = run.harness.tf;
      Operand<TFloat32> sum = tf.math.add(parts.trend(), parts.season());

      assertThat(run.harness.run(sum)).containsExactly(run.mean(), offset(1e-5f));
    }
  }

  @Test
  void anEnsembleHasPartsOnlyIfEveryMemberHas() {
    Ensemble mixed =
        new Ensemble(List.of(autoformer(null, List.of()), new DLinear(LOOKBACK, HORIZON, 5)));
    try (ForecastRun run = new ForecastRun(mixed, new RandomWeights(1), windows)) {
      assertThat(run.outlook.parts()).isNull();
    }
  }

  @Test
  void quantilesNeverCross() {
    try (ForecastRun run =
        new ForecastRun(autoformer(null, LEVELS), new RandomWeights(1), windows)) {
      float[] quantiles = run.quantiles();
      for (int i = 0; i < quantiles.length; i += 3) {
        assertThat(quantiles[i]).isLessThanOrEqualTo(quantiles[i + 1]);
        assertThat(quantiles[i + 1]).isLessThanOrEqualTo(quantiles[i + 2]);
      }
    }
  }

  @Test
  void aWindowIsForecastAloneAsAmongOthers() {
    ForecastRun.assertAloneAsAmongOthers(autoformer(null, List.of()), windows);
  }

  @Test
  void withTheNormAForecastMovesWithItsWindow() {
    Autoformer network = autoformer(InstanceNorm.published(), List.of());
    FedWindows moved = new FedWindows(windows.history().stretched(3, 50));

    float[] before = ForecastRun.means(network, new RandomWeights(1), windows);
    float[] after = ForecastRun.means(network, new RandomWeights(1), moved);

    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(3 * before[i] + 50, offset(0.02f));
    }
  }

  /** What the decoder starts from, were its blocks silent. */
  @Test
  void withoutWeightsTheForecastIsTheMeanOfTheLookback() {
    RandomWeights drawn = new RandomWeights(1);
    Autoformer network = autoformer(null, List.of());
    ForecastRun.means(network, drawn, windows);

    float[] silent =
        ForecastRun.means(
            network, drawn.checkpoint((path, value) -> new double[value.length]), windows);

    for (int i = 0; i < silent.length; i++) {
      double[][] window = windows.history().window(i / VARIATES / HORIZON);
      int variate = i % VARIATES;
      double mean = Stream.of(window).mapToDouble(row -> row[variate]).average().orElseThrow();
      assertThat((double) silent[i]).isCloseTo(mean, offset(1e-6));
    }
  }

  @Test
  void anotherNumberOfVariatesIsRefused() {
    try (GraphHarness harness = new GraphHarness()) {
      ForecastInput three =
          new ForecastInput(harness.input(Shape.of(1, LOOKBACK, 3), new float[3 * LOOKBACK]));
      assertThatThrownBy(
              () ->
                  autoformer(null, List.of())
                      .forecast(Scope.serving(harness.tf, new RandomWeights(1)), three))
          .hasMessage("variates: expected the 2 that the weights are for, found 3");
    }
  }

  @Test
  void itLearnsASeasonAndItsBundleServesWhatWasTrained(@TempDir Path root) throws Exception {
    TrainedStepForecast trained =
        TrainedStepForecast.onWaves(autoformer(null, LEVELS), CalendarFeature.HOUR_OF_DAY);

    trained.assertBeatsLastValue();
    trained.assertTheBundleServesIt(root);
    String saved = root.resolve("waves").resolve("1").resolve("saved_model").toString();
    try (SavedModelBundle bundle = SavedModelBundle.load(saved)) {
      assertThat(bundle.function("serve").signature().outputNames())
          .containsExactlyInAnyOrder("mean", "quantiles", "trend", "season");
    }
  }

  private static Autoformer autoformer(InstanceNorm norm, List<Double> levels) {
    EncoderDecoderSize size = new EncoderDecoderSize(16, 2, 2, 1, 32, 0);
    StepHead head = new StepHead(HORIZON, VARIATES, levels);
    return new Autoformer(LOOKBACK, 12, size, 2, 7, norm, head);
  }
}
