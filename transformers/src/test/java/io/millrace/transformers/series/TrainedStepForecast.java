package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.SeriesTable;
import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Prediction;
import io.millrace.serving.QuantileShifts;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A network of time tokens after a short training on two waves, and what must hold of it. */
record TrainedStepForecast(SeriesTable table, TrainedForecast trained) {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  static TrainedStepForecast onWaves(Forecaster forecaster, CalendarFeature calendar) {
    SeriesTable waves = Waves.of(500);
    TrainingPlan plan =
        new TrainingPlan(5, 16, new Schedule.Constant(3e-3f), Adam.standard(), 1, 5, 1);
    ForecastRecipe recipe =
        new ForecastRecipe(
            new Candidate(forecaster, ForecastLoss.standard(), plan),
            new SeriesCovariates(List.of(), List.of(), List.of(calendar)),
            ForecastRecipe.Protocol.RATIO,
            24,
            LEVELS);
    return new TrainedStepForecast(
        waves,
        new ForecastTraining(TrainingListener.NONE, System::nanoTime)
            .train(waves, waves, recipe, null));
  }

  void assertBeatsLastValue() {
    double network = trained.scores().get(0).errors().mse();
    double lastValue =
        trained.scores().stream()
            .filter(scored -> scored.name().equals("last value"))
            .findFirst()
            .orElseThrow()
            .errors()
            .mse();
    assertThat(network).isLessThan(lastValue / 2);
  }

  void assertTheBundleServesIt(Path root) throws IOException {
    Path directory = root.resolve("waves").resolve("1");
    ForecastBundle.write(directory, "waves", "1", table, trained, Map.of());
    WindowExamples test = trained.data().test();
    int variates = test.variates();
    QuantileShifts shifts =
        QuantileShifts.of(trained.calibration(), test.windows().horizon(), variates, 3);
    try (ForecastNetwork network = ForecastNetwork.load(ModelBundle.read(directory));
        TrainedForecaster direct =
            new TrainedForecaster(trained.served(), trained.data().shape(), System::nanoTime)) {
      Prediction served = network.predict(inputs(test), test.count());
      direct.forecast(
          test,
          (window, mean, quantiles) -> {
            shifts.apply(quantiles);
            assertClose(served.mean(), window, mean);
            assertClose(served.quantiles(), window, quantiles);
          });
      float[] odd = new float[test.windows().lookback() * (variates + 1)];
      assertThatThrownBy(
              () -> network.predict(new ForecastInputs(1, odd, new float[0], new float[0]), 1))
          .hasMessageContaining(variates + " variates, found " + odd.length + " numbers");
    }
  }

  private static ForecastInputs inputs(WindowExamples windows) {
    int[] all = IntStream.range(0, windows.count()).toArray();
    try (Batch batch = windows.batch(all)) {
      return new ForecastInputs(
          all.length,
          Batch.floats(batch.tensor(InputShape.HISTORY)),
          new float[0],
          Batch.floats(batch.tensor(InputShape.KNOWN)));
    }
  }

  private static void assertClose(float[] all, int window, float[] expected) {
    int size = expected.length;
    assertThat(Arrays.copyOfRange(all, window * size, (window + 1) * size))
        .containsExactly(expected, within(1e-5f));
  }
}
