package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.series.QuantileHead;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;

/** What training promises beside accuracy. */
public final class ForecastTrainingProof implements Proof {

  private static final int KILLS = 10;
  private static final long SEED = 20261124;

  @Override
  public String name() {
    return "forecast-training";
  }

  @Override
  public String claim() {
    return "Training is calibrated, survives being killed, and is done while one waits.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new CoverageRow(
            "coverage-etth1-96",
            BenchmarkSeries.ETTH1,
            seed -> Recipes.iTransformer(new QuantileHead(96, List.of(0.1, 0.5, 0.9)), 256, seed),
            0.76,
            0.84),
        new ResumeRow(KILLS, SEED),
        new TrainingTimeRow());
  }
}
