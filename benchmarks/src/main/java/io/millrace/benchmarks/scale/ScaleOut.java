package io.millrace.benchmarks.scale;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;

/** Instances of forecast-service come and go. */
public final class ScaleOut implements Proof {

  private static final long SEED = 20261129;

  @Override
  public String name() {
    return "scale-out";
  }

  @Override
  public String claim() {
    return "Instances of forecast-service share the series: any answers for all, and one that goes"
        + " is replaced by another.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new TwoInstancesRow(
            List.of(Removal.STOPPED, Removal.KILLED, Removal.KILLED),
            Duration.ofSeconds(8),
            40,
            120,
            SEED,
            Testbeds.fresh(ScaleTestbed::fresh)));
  }
}
