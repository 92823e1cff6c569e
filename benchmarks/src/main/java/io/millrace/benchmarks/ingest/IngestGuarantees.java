package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;

/** What ingest-service promises. */
public final class IngestGuarantees implements Proof {

  private static final long SEED = 20261128;

  @Override
  public String name() {
    return "ingest-guarantees";
  }

  @Override
  public String claim() {
    return "Every acknowledged event is published exactly once, and every refusal is explained.";
  }

  @Override
  public List<ProofRow> rows() {
    Testbeds<IngestTestbed> fresh = Testbeds.fresh(IngestTestbed::fresh);
    return List.of(
        new KilledRow(64, 20, 10, Duration.ofMillis(3300), SEED, fresh),
        new SameIdRow(10_000, fresh),
        new BrokerAwayRow(Duration.ofSeconds(30), Duration.ofSeconds(10), 16, 640, fresh),
        new FuzzedRow(200_000, SEED, fresh),
        new HostileRow(1_000_000_000L, 640, fresh),
        new AccessRow(fresh),
        new ThroughputRow(400_000, 4, 7, .50, .35, fresh),
        new SinglePostRow(500, Duration.ofSeconds(60), Duration.ofMinutes(10), 10, .01, fresh));
  }
}
