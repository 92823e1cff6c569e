package io.millrace.transformers.series;

import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.forecasting.Windows;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** From a table to a trained, calibrated and judged forecaster. */
public final class ForecastTraining {

  /** DLinear as published: window 25, Adam 0.005 halved each epoch. */
  private static final int DLINEAR_WINDOW = 25;

  private static final float DLINEAR_RATE = 5e-3f;

  private final ForecastRecipe recipe;
  private final TrainingListener listener;
  private final LongSupplier nanos;

  public ForecastTraining(ForecastRecipe recipe, TrainingListener listener, LongSupplier nanos) {
    this.recipe = recipe;
    this.listener = listener;
    this.nanos = nanos;
  }

  /**
   * @param table without missing values
   * @throws IllegalArgumentException if a part of the split is too short for one window
   */
  public TrainedForecast train(SeriesTable table) {
    Forecaster forecaster = recipe.forecaster();
    Split split = recipe.protocol().split(table.length(), table.step(), forecaster.lookback());
    Scaler scaler = Scaler.fit(table, split.training());
    Parts parts = new Parts(scaler.scaled(table.rows()), table.variates().size(), split);
    Trained trained = train(forecaster, recipe.plan(), listener, parts);
    HeldOut heldOut = new HeldOut(parts.test, split.training(), recipe.season());
    try (TrainedForecaster network = new TrainedForecaster(forecaster, trained.weights())) {
      QuantileCalibration calibration =
          new Calibrator(parts.validation, forecaster.quantiles()).calibrate(network);
      List<ScoredForecaster> scores = new ArrayList<>();
      IntervalCoverage coverage = judge(heldOut, network, calibration, scores);
      addControls(heldOut, parts, scores);
      int windows = parts.test.count();
      return new TrainedForecast(
          recipe, trained, scaler, split, calibration, scores, coverage, windows);
    }
  }

  private @Nullable IntervalCoverage judge(
      HeldOut heldOut,
      TrainedForecaster network,
      QuantileCalibration calibration,
      List<ScoredForecaster> scores) {
    String name = name(recipe.forecaster());
    List<Double> levels = recipe.forecaster().quantiles();
    if (levels.isEmpty()) {
      scores.add(heldOut.network(name, network));
      return null;
    }
    HeldOut.Judged judged = heldOut.judge(name, network, levels, calibration);
    scores.addAll(judged.scores());
    return judged.coverage();
  }

  private void addControls(HeldOut heldOut, Parts parts, List<ScoredForecaster> scores) {
    scores.add(heldOut.lastValue());
    scores.add(heldOut.seasonalNaive());
    if (!(recipe.forecaster() instanceof DLinear)) {
      scores.add(dlinear(heldOut, parts));
    }
  }

  private ScoredForecaster dlinear(HeldOut heldOut, Parts parts) {
    Forecaster forecaster = recipe.forecaster();
    DLinear control = new DLinear(forecaster.lookback(), forecaster.horizon(), DLINEAR_WINDOW);
    TrainingPlan plan =
        new TrainingPlan(
            recipe.plan().epochs(),
            recipe.plan().batchSize(),
            new Schedule.HalvedEachEpoch(DLINEAR_RATE),
            Adam.standard(),
            0,
            recipe.plan().patience(),
            recipe.plan().seed());
    Trained trained = train(control, plan, TrainingListener.NONE, parts);
    try (TrainedForecaster network = new TrainedForecaster(control, trained.weights())) {
      return heldOut.network(name(control), network);
    }
  }

  private Trained train(
      Forecaster forecaster, TrainingPlan plan, TrainingListener hears, Parts parts) {
    return new Trainer(plan, hears, nanos)
        .train(
            new ForecastObjective(forecaster, recipe.quantileWeight()),
            parts.training,
            parts.validation);
  }

  static String name(Forecaster forecaster) {
    return forecaster instanceof DLinear ? "DLinear" : "iTransformer";
  }

  /** The windows of the three parts. */
  private final class Parts {

    final WindowExamples training;
    final WindowExamples validation;
    final WindowExamples test;

    Parts(float[] scaled, int variates, Split split) {
      training = windows("training", scaled, variates, split.training());
      validation = windows("validation", scaled, variates, split.validation());
      test = windows("test", scaled, variates, split.test());
    }

    private WindowExamples windows(String part, float[] scaled, int variates, RowRange rows) {
      int lookback = recipe.forecaster().lookback();
      int horizon = recipe.forecaster().horizon();
      WindowExamples windows =
          new WindowExamples(scaled, variates, new Windows(rows, lookback, horizon));
      if (windows.count() == 0) {
        throw new IllegalArgumentException(
            "the %s part has %d rows; lookback %d and horizon %d need at least %d"
                .formatted(part, rows.size(), lookback, horizon, lookback + horizon));
      }
      return windows;
    }
  }
}
