package io.millrace.benchmarks.alert;

import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;

/** What alerts promise, and the decisions about who serves a series. */
public final class AlertGuarantees implements Proof {

  private static final long SEED = 20270201;

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
    return List.of(new DemotionRow(50, SEED), new ChallengerRow(400, SEED));
  }
}
