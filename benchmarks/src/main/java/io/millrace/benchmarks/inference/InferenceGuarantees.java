package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What inference-service promises, whatever happens to it. */
public final class InferenceGuarantees implements Proof {

  private static final long SEED = 20261124;
  private static final Duration LATEST_KILL = Duration.ofMillis(3300);

  @Override
  public String name() {
    return "inference-guarantees";
  }

  @Override
  public String claim() {
    return "Each event is scored exactly once and in the order of its key, and nothing stops that.";
  }

  @Override
  public List<ProofRow> rows() {
    Testbeds<InferenceTestbed> fresh = Testbeds.fresh(InferenceTestbed::fresh);
    return List.of(
        new KilledRow(20, 10, LATEST_KILL, 800, SEED, fresh),
        new BrokerAwayRow(Duration.ofSeconds(20), Duration.ofSeconds(5), 500, SEED, fresh),
        new TwoInstancesRow(
            List.of(Removal.STOPPED, Removal.KILLED), Duration.ofSeconds(10), 500, SEED, fresh),
        new PoisonRow(10, SEED, fresh),
        new PoisonAbortRow(255, 5, Duration.ofMinutes(4), SEED, fresh),
        new PoisonReplayRow(10, SEED, fresh),
        new SwapsRow(50, Duration.ofSeconds(3), 200_000, 20, 0.01, SEED, fresh),
        new RefusedReleasesRow(500, SEED, fresh),
        new SlowModelRow(480, Duration.ofSeconds(3), Map.of(), SEED, fresh),
        new MillionRow(1_000_000, 0.01, SEED, fresh),
        new HotKeyRow(100_000, SEED, fresh),
        new OneEventAloneRow(200, 1000, 25, SEED, fresh));
  }
}
