package io.millrace.benchmarks.forecast;

import io.millrace.forecasting.SeriesTable;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.ForecastBundle;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.QuantileHead;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An iTransformer that is trained in a few minutes at most.
 *
 * @param rows of the series that are split, from the first
 * @param width of a token
 */
record StreamedModel(
    ForecastRecipe.Protocol protocol,
    int rows,
    int lookback,
    int horizon,
    int width,
    int epochs,
    int seed) {

  static final String NAME = "streamed-itransformer";
  static final String VERSION = "1";

  private static final int SEASON = 24; // hours
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  SeriesTable part(SeriesTable table) {
    int length = Math.min(rows, table.length());
    double[][] first = Arrays.copyOf(table.rows(), length);
    return new SeriesTable(table.variates(), table.times().subList(0, length), first, table.step());
  }

  TrainedForecast train(SeriesTable table) {
    ForecastRecipe recipe =
        new ForecastRecipe(candidate(), SeriesCovariates.none(), protocol, SEASON, LEVELS);
    return new ForecastTraining(TrainingListener.NONE, System::nanoTime)
        .train(table, table, recipe, null);
  }

  private Candidate candidate() {
    return new Candidate(
        InvertedTransformer.published(
            lookback,
            width,
            2,
            8,
            0.1f,
            InstanceNorm.published(),
            new QuantileHead(horizon, LEVELS)),
        ForecastLoss.standard(),
        new TrainingPlan(
            epochs, 32, new Schedule.HalvedEachEpoch(1e-3f), Adam.standard(), 1, epochs, seed));
  }

  /**
   * @return a root that holds the bundle alone
   */
  Path write(Path folder, SeriesTable table, TrainedForecast trained) {
    Path root = folder.resolve(NAME);
    try {
      ForecastBundle.write(
          root.resolve(NAME).resolve(VERSION), NAME, VERSION, table, trained, Map.of());
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(root + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
