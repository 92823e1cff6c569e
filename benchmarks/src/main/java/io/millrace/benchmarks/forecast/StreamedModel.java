package io.millrace.benchmarks.forecast;

import io.millrace.forecasting.SeriesTable;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.EncoderDecoderSize;
import io.millrace.transformers.series.ForecastBundle;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.Forecaster;
import io.millrace.transformers.series.Informer;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.QuantileHead;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.transformers.series.StepHead;
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
import java.util.Locale;
import java.util.Map;

/**
 * A network that is trained in a few minutes at most.
 *
 * @param rows of the series that are split, from the first
 * @param width of a token
 */
record StreamedModel(
    Network network,
    ForecastRecipe.Protocol protocol,
    int rows,
    int lookback,
    int horizon,
    int width,
    int epochs,
    int seed) {

  static final String VERSION = "1";

  private static final int HEADS = 8;
  private static final int LAYERS = 2;
  private static final float DROPOUT = 0.1f;

  private static final int SEASON = 24; // hours
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  /** Of which architecture. */
  enum Network {
    ITRANSFORMER {
      @Override
      Forecaster of(StreamedModel model, int variates) {
        return InvertedTransformer.published(
            model.lookback,
            model.width,
            LAYERS,
            HEADS,
            DROPOUT,
            InstanceNorm.published(),
            new QuantileHead(model.horizon, LEVELS));
      }
    },
    INFORMER {
      @Override
      Forecaster of(StreamedModel model, int variates) {
        return new Informer(
            model.lookback,
            model.lookback / 2,
            new EncoderDecoderSize(model.width, HEADS, LAYERS, 1, 2 * model.width, DROPOUT),
            Informer.FACTOR,
            model.seed,
            InstanceNorm.published(),
            new StepHead(model.horizon, variates, LEVELS));
      }
    };

    abstract Forecaster of(StreamedModel model, int variates);
  }

  String name() {
    return "streamed-" + network.name().toLowerCase(Locale.ROOT);
  }

  /** That it forecasts. */
  String series() {
    return "etth1-" + network.name().toLowerCase(Locale.ROOT);
  }

  SeriesTable part(SeriesTable table) {
    int length = Math.min(rows, table.length());
    double[][] first = Arrays.copyOf(table.rows(), length);
    return new SeriesTable(table.variates(), table.times().subList(0, length), first, table.step());
  }

  TrainedForecast train(SeriesTable table) {
    ForecastRecipe recipe =
        new ForecastRecipe(
            candidate(table.variates().size()), SeriesCovariates.none(), protocol, SEASON, LEVELS);
    return new ForecastTraining(TrainingListener.NONE, System::nanoTime)
        .train(table, table, recipe, null);
  }

  private Candidate candidate(int variates) {
    return new Candidate(
        network.of(this, variates),
        ForecastLoss.standard(),
        new TrainingPlan(
            epochs, 32, new Schedule.HalvedEachEpoch(1e-3f), Adam.standard(), 1, epochs, seed));
  }

  /**
   * @return a root that holds the bundle alone
   */
  Path write(Path folder, SeriesTable table, TrainedForecast trained) {
    Path root = folder.resolve(name());
    try {
      ForecastBundle.write(
          root.resolve(name()).resolve(VERSION), name(), VERSION, table, trained, Map.of());
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(root + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
