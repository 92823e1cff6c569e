package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;

/** What alerts promise, and the decisions about who serves a series. */
public final class AlertGuarantees implements Proof {

  private static final long SEED = 20261128;

  @Override
  public String name() {
    return "alert-guarantees";
  }

  @Override
  public String claim() {
    return "Alerts come before the breach, once, with a reason; a model that has gone bad is found"
        + " out.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new DeliveryRow(
            Duration.ofMinutes(5),
            Duration.ofSeconds(60),
            100,
            2,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            true,
            20,
            SEED,
            Testbeds.fresh(DeliveryTestbed::fresh)));
  }
}
