package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.forecasting.Windows;
import io.millrace.serving.ForecastBatch;
import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Prediction;
import io.millrace.serving.QuantileShifts;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table to a bundle that serves what was trained. */
class ForecastTrainingTest {

  private static final int LOOKBACK = 24;
  private static final int HORIZON = 6;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private final SeriesTable waves = Waves.of(900);

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
    assertThat(trained.scores()).extracting(ScoredForecaster::name).contains("DLinear", "RLinear");
  }

  @Test
  void everyHeadsCalibratedIntervalHoldsWhatItPromises() {
    for (ForecastHead head :
        List.of(
            new PointHead(HORIZON),
            new QuantileHead(HORIZON, LEVELS),
            new FourierHead(HORIZON, LEVELS, 8, 64, 4))) {
      int epochs = head instanceof FourierHead ? 10 : 4; // a distribution takes longer to learn
      Candidate candidate = candidate(head, epochs);
      ForecastTraining training = new ForecastTraining(TrainingListener.NONE, System::nanoTime);
      ForecastData data = data();

      Fitted fitted = training.fit(candidate, data).withIntervals(LEVELS);
      ScoredForecaster scored = training.judge(fitted, data, HeldOut.test(data, 24)).get(0);

      assertThat(scored.coverage().coverage()).as("%s", head).isCloseTo(0.8, within(0.1));
      assertThat(scored.relMae()).as("%s", head).isLessThan(0.95);
    }
  }

  @Test
  void aVariateThatFollowsACovariateKnownAheadIsForecastBetterWithIt() {
    SeriesTable driven = driven(900);

    TrainedForecast alone =
        train(driven.select(List.of("load")), 6, new PointHead(HORIZON), SeriesCovariates.none());
    TrainedForecast past =
        train(
            driven,
            6,
            new PointHead(HORIZON),
            new SeriesCovariates(List.of("price"), List.of(), List.of()));
    TrainedForecast known =
        train(
            driven,
            6,
            new PointHead(HORIZON),
            new SeriesCovariates(List.of(), List.of("price"), List.of()));

    assertThat(known.data().variates()).containsExactly("load");
    assertThat(known.scores().get(0).errors().mse())
        .isLessThan(0.5 * alone.scores().get(0).errors().mse())
        .isLessThan(0.5 * past.scores().get(0).errors().mse());
  }

  @Test
  void aBundleWithCovariatesAsksForThemByName(@TempDir Path root) throws IOException {
    SeriesTable driven = driven(300);
    SeriesCovariates seen =
        new SeriesCovariates(List.of(), List.of("price"), List.of(CalendarFeature.HOUR_OF_DAY));
    TrainedForecast trained = train(driven, 1, new PointHead(HORIZON), seen);
    Path directory = root.resolve("driven").resolve("1");

    ForecastBundle.write(directory, "driven", "1", driven, trained, Map.of());

    ModelBundle bundle = ModelBundle.read(directory);
    assertThat(bundle.manifest().covariates().known()).containsExactly("price");
    assertThat(bundle.manifest().covariates().calendar()).containsExactly("HOUR_OF_DAY");
    try (ForecastNetwork network = ForecastNetwork.load(bundle);
        TrainedForecaster direct =
            new TrainedForecaster(trained.served(), trained.data().shape(), System::nanoTime)) {
      ForecastInputs inputs = windows(bundle.manifest(), driven, trained.data().test());
      Prediction served = network.predict(inputs, 64);
      direct.forecast(
          trained.data().test(),
          (window, mean, quantiles) -> {
            for (int lead = 0; lead < HORIZON; lead++) {
              assertThat(served.mean(window, lead, 0)).isCloseTo(mean[lead], within(1e-5f));
            }
          });
      assertThatThrownBy(() -> network.predict(new float[LOOKBACK], 1))
          .hasMessage("known: expected 1 rows of 30 steps and 2 variates, found 0 numbers");
    }
  }

  @Test
  void theBundleServesWhatWasTrained(@TempDir Path root) throws IOException {
    TrainedForecast trained = train(waves, 1);
    Path directory = root.resolve("waves").resolve("1");

    ForecastBundle.write(directory, "waves", "1", waves, trained, Map.of("seed", 1));

    float[] history = trained.data().scaler().scaled(Arrays.copyOf(waves.rows(), LOOKBACK));
    ModelBundle bundle = ModelBundle.read(directory);
    QuantileShifts shifts = QuantileShifts.of(trained.calibration(), HORIZON, 2, 3);
    try (ForecastNetwork network = ForecastNetwork.load(bundle);
        TrainedForecaster direct =
            new TrainedForecaster(trained.served(), trained.data().shape(), System::nanoTime)) {
      Prediction served = network.predict(history, 1);
      direct.forecast(
          firstWindow(trained),
          (window, mean, quantiles) -> {
            shifts.apply(quantiles);
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
  void whatStandsInForAMissingValueIsNotScored() {
    Split split = ForecastRecipe.Protocol.RATIO.split(900, Duration.ofHours(1), LOOKBACK);
    double[][] rows = Arrays.stream(waves.rows()).map(double[]::clone).toArray(double[][]::new);
    for (int row = 720; row < 900; row++) {
      rows[row][0] = Double.NaN;
    }
    SeriesTable holes = new SeriesTable(waves.variates(), waves.times(), rows, waves.step());
    SeriesTable filled = holes.filledWithPrevious();

    ScoredForecaster lastValue =
        HeldOut.test(
                ForecastData.of(filled, holes, SeriesCovariates.none(), split, LOOKBACK, HORIZON),
                24)
            .lastValue();

    // A last value that stands still is met exactly by stand-ins, which must not count.
    assertThat(lastValue.errors().mae(1, 0)).isNaN();
    assertThat(lastValue.errors().mae(1, 1)).isPositive();
    assertThat(lastValue.errors().mse()).isFinite();
  }

  @Test
  void aTableTooShortForOneWindowIsRefusedBeforeTraining() {
    assertThatThrownBy(() -> train(Waves.of(40), 1))
        .hasMessageContaining("the training part has 28 rows")
        .hasMessageContaining("need at least 30");
  }

  /** Test windows in their own units: known variates first, calendar last. */
  private static ForecastInputs windows(
      ModelManifest manifest, SeriesTable driven, WindowExamples test) {
    ForecastBatch batch = new ForecastBatch(manifest, test.count());
    for (int window = 0; window < test.count(); window++) {
      for (int step = 0; step < LOOKBACK + HORIZON; step++) {
        int row = test.windows().start(window) + step;
        if (step < LOOKBACK) {
          batch.history(window, step, 0, driven.rows()[row][0]);
        }
        batch.known(window, step, 0, driven.rows()[row][1]);
        float hour = CalendarFeature.HOUR_OF_DAY.value(driven.times().get(row));
        batch.calendar(window, step, 0, hour);
      }
    }
    return batch.inputs();
  }

  private static WindowExamples firstWindow(TrainedForecast trained) {
    float[] scaled = trained.data().scaler().scaled(Waves.of(LOOKBACK + HORIZON).rows());
    return new WindowExamples(
        new ScaledSeries(scaled, 2),
        new Windows(new RowRange(0, LOOKBACK + HORIZON), LOOKBACK, HORIZON));
  }

  private static TrainedForecast train(SeriesTable table, int epochs) {
    return train(table, epochs, new QuantileHead(HORIZON, LEVELS), SeriesCovariates.none());
  }

  private static TrainedForecast train(
      SeriesTable table, int epochs, ForecastHead head, SeriesCovariates covariates) {
    ForecastRecipe recipe =
        new ForecastRecipe(
            candidate(head, epochs), covariates, ForecastRecipe.Protocol.RATIO, 24, LEVELS);
    return new ForecastTraining(TrainingListener.NONE, System::nanoTime)
        .train(table, table, recipe, null);
  }

  private static Candidate candidate(ForecastHead head, int epochs) {
    InvertedTransformer network =
        InvertedTransformer.published(LOOKBACK, 16, 1, 2, 0.1f, InstanceNorm.published(), head);
    TrainingPlan plan =
        new TrainingPlan(epochs, 32, new Schedule.Constant(5e-3f), Adam.standard(), 1, 3, 1);
    return new Candidate(network, ForecastLoss.standard(), plan);
  }

  private ForecastData data() {
    Split split = Split.ratio(waves.length(), LOOKBACK);
    return ForecastData.of(waves, waves, SeriesCovariates.none(), split, LOOKBACK, HORIZON);
  }

  /** A load that is this very step's price, and a price that nobody could foresee. */
  private static SeriesTable driven(int length) {
    Random random = new Random(3);
    double[][] rows = new double[length][];
    for (int row = 0; row < length; row++) {
      double price = random.nextGaussian();
      rows[row] = new double[] {20 - 2 * price + 0.2 * random.nextGaussian(), price};
    }
    return new SeriesTable(
        List.of("load", "price"), Waves.hours(length), rows, Duration.ofHours(1));
  }
}
