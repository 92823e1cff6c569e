package io.millrace.benchmarks.forecasting;

import io.millrace.benchmarks.networks.GrowthRow;
import io.millrace.benchmarks.networks.MechanismsRow;
import io.millrace.benchmarks.networks.Subject;
import io.millrace.forecasting.CalendarFeature;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Informer, Autoformer and S-Mamba. */
public final class ForecastNetworks implements Proof {

  private static final long SEED = 20261128;
  private static final int VARIATES = 7; // of ETTh1

  /** As published, for those whose tokens are rows. */
  private static final SeriesCovariates CALENDAR =
      SeriesCovariates.calendar(CalendarFeature.of(Duration.ofHours(1)));

  @Override
  public String name() {
    return "forecast-networks";
  }

  @Override
  public String claim() {
    return "Informer, Autoformer and S-Mamba compute what their papers say, are about as accurate"
        + " as published there, and grow as promised.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new MechanismsRow(SEED),
        trained(
            "informer-etth1-96",
            ".865 / .713",
            0.95,
            CALENDAR,
            1,
            seed -> Recipes.informer(96, VARIATES, seed)),
        trained(
            "autoformer-etth1-96",
            ".449 / .459 (arXiv:2106.13008)",
            0.485,
            CALENDAR,
            1,
            seed -> Recipes.autoformer(96, VARIATES, seed)),
        trained(
            "s-mamba-etth1-96",
            ".386 / .405 (arXiv:2403.11144)",
            0.398,
            SeriesCovariates.none(),
            3,
            seed -> Recipes.sMamba(96, seed)),
        new GrowthRow(
            "attention-growth",
            "lookback 512 to 4,096: time and peak memory of Informer's and Autoformer's attention"
                + " grow with an exponent ≤ 1.4, full attention's with about 2",
            List.of(512, 1024, 2048, 4096),
            List.of(
                new GrowthRow.Bound(Subject.PROB_SPARSE, 0, 1.4),
                new GrowthRow.Bound(Subject.AUTO_CORRELATION, 0, 1.4),
                new GrowthRow.Bound(Subject.FULL_ATTENTION, 1.7, 2.3)),
            true),
        new GrowthRow(
            "variates-growth",
            "100 to 2,000 variates: peak memory of S-Mamba grows about linearly, iTransformer's"
                + " about by the square",
            List.of(100, 250, 500, 1000, 2000),
            List.of(
                new GrowthRow.Bound(Subject.S_MAMBA, 0, 1.25),
                new GrowthRow.Bound(Subject.I_TRANSFORMER, 1.6, 2.3)),
            false));
  }

  private static ProofRow trained(
      String name,
      String published,
      double most,
      SeriesCovariates covariates,
      int seeds,
      IntFunction<Candidate> candidate) {
    return new TrainedRow(
        name,
        String.format(Locale.ROOT, "MSE ≤ %.3f", most),
        published,
        BenchmarkSeries.ETTH1,
        covariates,
        candidate,
        seeds,
        mse -> mse <= most);
  }
}
