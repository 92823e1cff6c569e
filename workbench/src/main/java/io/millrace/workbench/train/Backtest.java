package io.millrace.workbench.train;

import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several forecasters, trained and tested on the same folds of the same series. */
record Backtest(WindowOptions.Plan windows, List<Split> folds, NetworkOptions network) {

  /**
   * One forecaster on one fold.
   *
   * @param fold from 1
   * @param testWindows that were forecast
   */
  record Row(int fold, BacktestModel model, ScoredForecaster scored, int testWindows) {}

  /** A row for each fold and model; each is trained when it is asked for. */
  Stream<Row> rows(List<BacktestModel> models, ForecastTraining training) {
    return IntStream.rangeClosed(1, folds.size())
        .boxed()
        .flatMap(fold -> rows(fold, models, training));
  }

  private Stream<Row> rows(int fold, List<BacktestModel> models, ForecastTraining training) {
    ForecastData data =
        ForecastData.of(
            windows.table(),
            windows.observed(),
            windows.covariates(),
            folds.get(fold - 1),
            windows.lookback(),
            windows.horizon(),
            windows.hidden());
    HeldOut heldOut = HeldOut.test(data, windows.season());
    return models.stream()
        .map(
            model ->
                new Row(
                    fold,
                    model,
                    model.score(training, network, windows, data, heldOut),
                    data.test().count()));
  }
}
