package io.millrace.benchmarks.speed;

import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;

/** How fast a network answers one call on CPUs. */
public final class ModelSpeed implements Proof {

  @Override
  public String name() {
    return "model-speed";
  }

  @Override
  public String claim() {
    return "A served network uses the machine as well as the runtime that a user would pick instead.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new CallRow(32, 32, 0.95, 5, 1),
        new CallRow(32, 128, 1.1, 5, 2),
        new CallRow(1, 32, 0.8, 5, 1),
        new CallRow(1, 16, 0.65, 5, 1),
        new FloorRow(List.of(1, 32, 128), 4, 5, 0.5));
  }
}
