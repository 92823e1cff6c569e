package io.millrace.workbench.train;

import io.millrace.forecasting.NaiveForecasts;
import io.millrace.forecasting.SeriesTable;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.Covariates;
import io.millrace.transformers.series.DLinear;
import io.millrace.transformers.series.ForecastHead;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.Forecaster;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.PointHead;
import io.millrace.transformers.series.QuantileHead;
import io.millrace.transformers.series.RLinear;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.TrainingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The knobs of {@code millrace train}; every default is one that was seen to work. */
final class TrainOptions {

  private static final int DLINEAR_WINDOW = 25;

  @Option(names = "--forecaster", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  ForecasterKind kind = ForecasterKind.ITRANSFORMER;

  @Option(names = "--protocol", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  ForecastRecipe.Protocol protocol = ForecastRecipe.Protocol.RATIO;

  @Option(names = "--lookback", description = "rows a forecast sees (${DEFAULT-VALUE})")
  int lookback = 96;

  @Option(names = "--horizon", description = "rows a forecast gives (${DEFAULT-VALUE})")
  int horizon = 24;

  @Option(names = "--season", description = "rows of a season (by the step)")
  @Nullable Integer season;

  @Option(
      names = "--quantiles",
      split = ",",
      description = "levels in (0, 1), ascending, or none (${DEFAULT-VALUE})")
  List<String> quantiles = List.of("0.1", "0.5", "0.9");

  @Option(names = "--width", description = "of a token (${DEFAULT-VALUE})")
  int width = 128;

  @Option(names = "--layers", description = "number of blocks (${DEFAULT-VALUE})")
  int layers = 2;

  @Option(names = "--heads", description = "of attention (${DEFAULT-VALUE})")
  int heads = 8;

  @Option(names = "--dropout", description = "rate while training (${DEFAULT-VALUE})")
  float dropout = 0.1f;

  @Option(
      names = "--anchor",
      description = "level taken out of a window: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  InstanceNorm.Anchor anchor = InstanceNorm.Anchor.MEAN;

  @Option(
      names = "--variance-floor",
      description = "added to a window's variance, scaled units (${DEFAULT-VALUE})")
  float varianceFloor = 1e-5f;

  @Option(
      names = "--quantile-weight",
      description = "of pinball loss beside squared error (${DEFAULT-VALUE})")
  float quantileWeight = 1;

  @Option(names = "--epochs", description = "at most (${DEFAULT-VALUE})")
  int epochs = 10;

  @Option(names = "--patience", description = "epochs without gain (${DEFAULT-VALUE})")
  int patience = 3;

  @Option(names = "--batch", description = "windows a step (${DEFAULT-VALUE})")
  int batch = 32;

  @Option(names = "--learning-rate", description = "the largest of the run (${DEFAULT-VALUE})")
  float learningRate = 2e-4f;

  @Option(
      names = "--schedule",
      description = "of the learning rate: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  ScheduleKind schedule = ScheduleKind.HALVED;

  @Option(names = "--clip", description = "longest gradient, 0 = any (${DEFAULT-VALUE})")
  float clip = 1;

  @Option(names = "--seed", description = "of weights, order and dropout (${DEFAULT-VALUE})")
  int seed = 1;

  /**
   * @throws IllegalArgumentException naming the option that doesn't fit
   */
  ForecastRecipe recipe(SeriesTable table) {
    return new ForecastRecipe(
        new Candidate(forecaster(), loss(), plan()),
        Covariates.none(),
        protocol,
        season == null ? season(table) : season,
        levels());
  }

  private Forecaster forecaster() {
    return switch (kind) {
      case DLINEAR -> new DLinear(lookback, horizon, DLINEAR_WINDOW);
      case RLINEAR -> new RLinear(lookback, norm(), head());
      case ITRANSFORMER ->
          InvertedTransformer.published(lookback, width, layers, heads, dropout, norm(), head());
    };
  }

  private InstanceNorm norm() {
    return new InstanceNorm(anchor, varianceFloor);
  }

  private ForecastHead head() {
    return levels().isEmpty() ? new PointHead(horizon) : new QuantileHead(horizon, levels());
  }

  private ForecastLoss loss() {
    return new ForecastLoss(ForecastLoss.Point.SQUARED, quantileWeight, 1);
  }

  private TrainingPlan plan() {
    return new TrainingPlan(
        epochs, batch, schedule.of(learningRate), Adam.standard(), clip, patience, seed);
  }

  /** A season must have been seen whole before a forecast can repeat it. */
  private int season(SeriesTable table) {
    return Math.min(NaiveForecasts.season(table.step()), lookback);
  }

  private List<Double> levels() {
    if (quantiles.equals(List.of("none"))) {
      return List.of();
    }
    try {
      return quantiles.stream().map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--quantiles: expected levels like 0.1,0.5,0.9 or none, found "
              + String.join(",", quantiles),
          e);
    }
  }
}
