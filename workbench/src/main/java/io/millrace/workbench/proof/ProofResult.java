package io.millrace.workbench.proof;

import java.util.ArrayList;
import java.util.List;

/** The latest results of a proof's rows. */
public record ProofResult(String proof, String claim, List<RowResult> rows) {

  public ProofResult {
    rows = List.copyOf(rows);
  }

  /** With one row measured anew; the others as they were, in the proof's order. */
  ProofResult with(RowResult measured, List<String> order) {
    List<RowResult> merged = new ArrayList<>(rows);
    merged.removeIf(row -> row.row().equals(measured.row()) || !order.contains(row.row()));
    merged.add(measured);
    merged.sort((one, other) -> order.indexOf(one.row()) - order.indexOf(other.row()));
    return new ProofResult(proof, claim, merged);
  }
}
