package io.millrace.benchmarks.text;

import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;

/** What importing foreign weights promises. */
public final class TextImport implements Proof {

  private static final long SEED = 20261128;

  @Override
  public String name() {
    return "text-import";
  }

  @Override
  public String claim() {
    return "Imported encoders compute what their own runtimes compute, and a file that is wrong is"
        + " refused by name.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new OnnxParityRow(1_000, SEED), new BertBaseRow(50, SEED), new SafetensorsRow(SEED));
  }
}
