package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.Fitted;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.IntFunction;

/**
 * Test MSE, a mean over seeds.
 *
 * @param covariates that it sees
 * @param candidate by seed
 * @param seeds trained with 1 to so many
 * @param bound that the mean must keep
 */
record TrainedRow(
    String name,
    String requirement,
    String published,
    BenchmarkSeries series,
    SeriesCovariates covariates,
    IntFunction<Candidate> candidate,
    int seeds,
    DoublePredicate bound)
    implements ProofRow {

  @Override
  public Measurement measure(Bench bench) {
    List<Double> errors = new ArrayList<>();
    double absolute = 0;
    double validation = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      Run run = new Run(series, candidate.apply(seed), covariates);
      ForecastData data = run.data(bench);
      Fitted fitted = run.fitted(bench, data);
      ScoredForecaster scored = Run.scored(fitted, data, HeldOut.test(data, series.season()));
      validation +=
          Run.scored(fitted, data, HeldOut.validation(data, series.season())).errors().mse()
              / seeds;
      errors.add(scored.errors().mse());
      absolute += scored.errors().mae() / seeds;
    }
    double mse = errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    String reached = String.format(Locale.ROOT, "%.4f / %.4f", mse, absolute);
    String note =
        String.format(
            Locale.ROOT,
            "MSE / MAE%s; validation MSE %.4f. Seed 1 was trained with the code of commit %s. %s."
                + " Covariates: %s.",
            seeds == 1 ? ", seed 1" : ", mean of seeds 1 to " + seeds + "; spread: MSE by seed",
            validation,
            new Run(series, candidate.apply(1), covariates).commit(bench),
            candidate.apply(1).forecaster(),
            covariates.calendar().isEmpty() ? "none" : covariates.calendar());
    return new Measurement(reached, bound.test(mse), errors, note);
  }
}
