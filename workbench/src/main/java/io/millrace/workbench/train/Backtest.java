package io.millrace.workbench.train;

import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Several forecasters, trained and tested on the same folds of the same series. */
record Backtest(WindowOptions.Plan windows, List<Split> folds, NetworkOptions network) {

  /**
   * One forecaster on one fold.
   *
   * @param fold from 1
   * @param testWindows that were forecast
   */
  record Row(int fold, BacktestModel model, ScoredForecaster scored, int testWindows) {}

  /**
   * @param hears each row as it is done
   */
  List<Row> run(List<BacktestModel> models, ForecastTraining training, Consumer<Row> hears) {
    List<Row> rows = new ArrayList<>();
    for (int fold = 1; fold <= folds.size(); fold++) {
      ForecastData data =
          ForecastData.of(
              windows.table(),
              windows.covariates(),
              folds.get(fold - 1),
              windows.lookback(),
              windows.horizon());
      HeldOut heldOut = HeldOut.test(data, windows.season());
      for (BacktestModel model : models) {
        ScoredForecaster scored = model.score(training, network, windows, data, heldOut);
        Row row = new Row(fold, model, scored, data.test().count());
        rows.add(row);
        hears.accept(row);
      }
    }
    return rows;
  }
}
