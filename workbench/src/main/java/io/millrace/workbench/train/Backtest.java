package io.millrace.workbench.train;

import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several forecasters on the same folds of the same series: some trained on each, and perhaps a
 * bundle that exists already.
 *
 * @param bundle null = none
 */
record Backtest(
    WindowOptions.Plan windows,
    List<Split> folds,
    NetworkOptions network,
    List<BacktestModel> models,
    @Nullable BacktestBundle bundle) {

  Backtest {
    folds = List.copyOf(folds);
    models = List.copyOf(models);
  }

  /**
   * One forecaster on one fold.
   *
   * @param fold from 1
   * @param model what a reader of the table calls it
   * @param control whether it is there to be beaten
   * @param testWindows that were forecast
   */
  record Row(int fold, String model, boolean control, ScoredForecaster scored, int testWindows) {}

  /** A row for each fold and forecaster; each is trained when it is asked for. */
  Stream<Row> rows(ForecastTraining training) {
    return IntStream.rangeClosed(1, folds.size()).boxed().flatMap(fold -> rows(fold, training));
  }

  private Stream<Row> rows(int fold, ForecastTraining training) {
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
    int count = data.test().count();
    Stream<Row> trained =
        models.stream()
            .map(
                model ->
                    new Row(
                        fold,
                        model.toString(),
                        model.isControl(),
                        model.score(training, network, windows, data, heldOut),
                        count));
    return Stream.concat(
        Stream.ofNullable(bundle)
            .map(each -> new Row(fold, each.name(), false, each.score(data, heldOut), count)),
        trained);
  }
}
