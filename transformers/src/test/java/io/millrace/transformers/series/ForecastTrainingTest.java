package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Windows;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Prediction;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table to a bundle that serves what was trained. */
class ForecastTrainingTest {

  private static final int LOOKBACK = 24;
  private static final int HORIZON = 6;

  private final SeriesTable waves = waves(900);

  @Test
  void onWavesItBeatsLastValueAndItsIntervalsHoldWhatTheyPromise() {
    TrainedForecast trained = train(waves, 6);

    ScoredForecaster network = trained.scores().get(0);
    ScoredForecaster lastValue =
        trained.scores().stream()
            .filter(scored -> scored.name().equals("last value"))
            .findFirst()
            .orElseThrow();
    assertThat(network.errors().mse()).isLessThan(lastValue.errors().mse() / 2);
    assertThat(trained.coverage()).isNotNull();
    assertThat(trained.coverage().coverage()).isCloseTo(0.8, within(0.1));
    assertThat(trained.scores()).extracting(ScoredForecaster::name).contains("DLinear");
  }

  @Test
  void theBundleServesWhatWasTrained(@TempDir Path root) throws IOException {
    TrainedForecast trained = train(waves, 1);
    Path directory = root.resolve("waves").resolve("1");

    ForecastBundle.write(directory, "waves", "1", waves, trained, Map.of("seed", 1));

    float[] history = trained.scaler().scaled(Arrays.copyOf(waves.rows(), LOOKBACK));
    ModelBundle bundle = ModelBundle.read(directory);
    try (ForecastNetwork network = ForecastNetwork.load(bundle);
        TrainedForecaster direct =
            new TrainedForecaster(trained.recipe().forecaster(), trained.trained().weights())) {
      Prediction served = network.predict(history, 1);
      direct.forecast(
          firstWindow(trained),
          (window, mean, quantiles) -> {
            trained.calibration().apply(quantiles);
            assertThat(served.mean()).usingComparatorWithPrecision(1e-5f).containsExactly(mean);
            assertThat(served.quantiles())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(quantiles);
          });
    }
    assertThat(bundle.manifest().metrics()).containsKey("forecasters");
    assertThat(bundle.manifest().calibration().residualCorrelation()).isBetween(-1.0, 1.0);
  }

  @Test
  void aTableTooShortForOneWindowIsRefusedBeforeTraining() {
    assertThatThrownBy(() -> train(waves(40), 1))
        .hasMessageContaining("the training part has 28 rows")
        .hasMessageContaining("need at least 30");
  }

  private static WindowExamples firstWindow(TrainedForecast trained) {
    float[] scaled = trained.scaler().scaled(waves(LOOKBACK + HORIZON).rows());
    return new WindowExamples(
        scaled, 2, new Windows(new RowRange(0, LOOKBACK + HORIZON), LOOKBACK, HORIZON));
  }

  private static TrainedForecast train(SeriesTable table, int epochs) {
    InvertedTransformer network =
        new InvertedTransformer(
            LOOKBACK,
            HORIZON,
            16,
            1,
            2,
            16,
            0.1f,
            InstanceNorm.published(),
            List.of(0.1, 0.5, 0.9));
    TrainingPlan plan =
        new TrainingPlan(epochs, 32, new Schedule.Constant(5e-3f), Adam.standard(), 1, 3, 1);
    ForecastRecipe recipe = new ForecastRecipe(network, 1, plan, ForecastRecipe.Protocol.RATIO, 24);
    return new ForecastTraining(recipe, TrainingListener.NONE, System::nanoTime).train(table);
  }

  /** Two noisy sines of different length; the first rows are the same for any length. */
  private static SeriesTable waves(int length) {
    Random noise = new Random(8);
    double[][] rows = new double[length][];
    for (int row = 0; row < length; row++) {
      rows[row] =
          new double[] {
            10 + 3 * Math.sin(row * 2 * Math.PI / 24) + 0.3 * noise.nextGaussian(),
            Math.cos(row * 2 * Math.PI / 12) + 0.1 * noise.nextGaussian()
          };
    }
    List<Instant> times =
        IntStream.range(0, length).mapToObj(row -> Instant.EPOCH.plusSeconds(3600L * row)).toList();
    return new SeriesTable(List.of("level", "tide"), times, rows, Duration.ofHours(1));
  }
}
