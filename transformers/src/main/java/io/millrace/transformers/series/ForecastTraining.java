package io.millrace.transformers.series;

import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.serving.Calibration;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** From a table to a trained, calibrated and judged forecaster. */
public final class ForecastTraining {

  private final TrainingListener listener;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock for reports and for when to save, e.g. {@code System::nanoTime}
   */
  public ForecastTraining(TrainingListener listener, LongSupplier nanos) {
    this.listener = listener;
    this.nanos = nanos;
  }

  /**
   * @param table without missing values
   * @param observed the same table with them, NaN
   * @param checkpointing of the forecaster, not of its controls; null = none
   * @throws IllegalArgumentException if a part of the split is too short for one window, or if the
   *     forecaster is made for another number of variates
   */
  public TrainedForecast train(
      SeriesTable table,
      SeriesTable observed,
      ForecastRecipe recipe,
      @Nullable Checkpointing checkpointing) {
    Forecaster forecaster = recipe.candidate().forecaster();
    Split split = recipe.protocol().split(table.length(), table.step(), forecaster.lookback());
    ForecastData data =
        ForecastData.of(
            table,
            observed,
            recipe.covariates(),
            split,
            forecaster.lookback(),
            forecaster.horizon(),
            recipe.hidden());
    Trained trained = trained(recipe.candidate(), data, listener, checkpointing);
    Fitted served = Fitted.of(forecaster, trained).withIntervals(recipe.intervals());
    HeldOut heldOut = HeldOut.test(data, recipe.season());
    Calibration calibration;
    List<ScoredForecaster> scores;
    try (TrainedForecaster network = network(served, data)) {
      calibration = Calibrator.calibrate(network, data.validation(), served.forecaster());
      scores = new ArrayList<>(heldOut.network(served, calibration, network));
    }
    scores.add(heldOut.lastValue());
    scores.add(heldOut.seasonalNaive());
    for (Candidate control : controls(recipe.candidate())) {
      scores.addAll(judge(fit(control, data.unmasked()), data.unmasked(), heldOut));
    }
    return new TrainedForecast(recipe, data, trained, served, calibration, scores);
  }

  /** The linear networks that any other must be shown beside. */
  private static List<Candidate> controls(Candidate candidate) {
    int lookback = candidate.forecaster().lookback();
    int horizon = candidate.forecaster().horizon();
    int seed = candidate.plan().seed();
    return List.of(
            Candidate.dlinear(lookback, horizon, seed), Candidate.rlinear(lookback, horizon, seed))
        .stream()
        .filter(control -> !control.name().equals(candidate.name()))
        .toList();
  }

  /** Trains one candidate on the training windows, stopped early by the validation windows. */
  public Fitted fit(Candidate candidate, ForecastData data) {
    return fit(candidate, data, null);
  }

  /** That, heard by this training's listener. */
  public Fitted fitHeard(Candidate candidate, ForecastData data) {
    return Fitted.of(candidate.forecaster(), trained(candidate, data, listener, null));
  }

  /** That, going on from a checkpoint if there is one. */
  public Fitted fit(Candidate candidate, ForecastData data, @Nullable Checkpointing checkpointing) {
    return Fitted.of(
        candidate.forecaster(), trained(candidate, data, TrainingListener.NONE, checkpointing));
  }

  private Trained trained(
      Candidate candidate,
      ForecastData data,
      TrainingListener hears,
      @Nullable Checkpointing checkpointing) {
    requireVariates(candidate.forecaster(), data);
    return new Trainer(candidate.plan(), hears, nanos)
        .train(
            candidate.objective(data.shape()), data.training(), data.validation(), checkpointing);
  }

  /** Calibrates on validation windows, then scores. */
  public List<ScoredForecaster> judge(Fitted fitted, ForecastData data, HeldOut heldOut) {
    try (TrainedForecaster network = network(fitted, data)) {
      Calibration calibration =
          Calibrator.calibrate(network, data.validation(), fitted.forecaster());
      return heldOut.network(fitted, calibration, network);
    }
  }

  private TrainedForecaster network(Fitted fitted, ForecastData data) {
    return new TrainedForecaster(fitted, data.shape(), nanos);
  }

  private static void requireVariates(Forecaster forecaster, ForecastData data) {
    int found = data.variates().size();
    if (forecaster.fixedVariates().orElse(found) != found) {
      throw new IllegalArgumentException(
          "variates: expected the %d that %s is made for, found %d, %s"
              .formatted(
                  forecaster.fixedVariates().getAsInt(),
                  forecaster.name(),
                  found,
                  data.variates()));
    }
  }
}
