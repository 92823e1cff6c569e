package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.Locale;

/** Last value, which has nothing to train: if it is off by a digit, the harness is wrong. */
record NaiveRow(String name, BenchmarkSeries series, String published) implements ProofRow {

  private static final int HORIZON = 96;

  @Override
  public String requirement() {
    return "last value, 96 to 96, MSE / MAE " + published + " to three digits";
  }

  @Override
  public Measurement measure(Bench bench) {
    ForecastData data = series.data(bench, Recipes.LOOKBACK, HORIZON, SeriesCovariates.none());
    ScoredForecaster scored = HeldOut.test(data, series.season()).lastValue();
    String reached =
        String.format(Locale.ROOT, "%.3f / %.3f", scored.errors().mse(), scored.errors().mae());
    return Measurement.of(reached, reached.equals(published));
  }
}
