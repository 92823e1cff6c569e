package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Testbeds;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What forecast-service promises, whatever happens to it. */
public final class ForecastGuarantees implements Proof {

  private static final long SEED = 20261128;

  @Override
  public String name() {
    return "forecast-guarantees";
  }

  @Override
  public String claim() {
    return "What is forecast follows from the readings alone, once for each step, and is judged by"
        + " what came.";
  }

  @Override
  public List<ProofRow> rows() {
    Testbeds<ForecastTestbed> fresh = Testbeds.fresh(ForecastTestbed::fresh);
    return List.of(
        new StreamedRow("streamed", List.of(streamed(StreamedModel.Network.ITRANSFORMER)), fresh),
        new StreamedRow(
            "streamed-side-by-side",
            List.of(
                streamed(StreamedModel.Network.ITRANSFORMER),
                streamed(StreamedModel.Network.INFORMER)),
            fresh),
        new LedgerRow(3_000, SEED, fresh),
        new KilledRow(
            new KillPlan(20, 10, Duration.ofMillis(3300), 2, 20, 150, SEED),
            List.of(BatchShapes.PINNED, BatchShapes.USUAL),
            fresh),
        new ShuffledRow(20, 1_500, SEED, fresh),
        new SlowModelRow(
            20_000, Duration.ofSeconds(3), Duration.ofMillis(7500), Map.of(), SEED, fresh),
        new ManySeriesRow(
            20_000, Duration.ofSeconds(30), 20, Duration.ofSeconds(15), 64 << 10, SEED, fresh),
        new ThroughputRow(
            1_000,
            3,
            Duration.ofSeconds(12),
            DrawnNetworks.PatchSize.PUBLISHED,
            0.6,
            true,
            SEED,
            fresh),
        new LatencyRow(100, Duration.ofSeconds(90), 250, SEED, fresh),
        new CalibrationRow(5_000, 2, SEED),
        new ReplayRow(20, 1_000, SEED, fresh));
  }

  private static StreamedModel streamed(StreamedModel.Network network) {
    return new StreamedModel(network, ForecastRecipe.Protocol.ETT, 17_420, 96, 96, 64, 4, 1);
  }
}
