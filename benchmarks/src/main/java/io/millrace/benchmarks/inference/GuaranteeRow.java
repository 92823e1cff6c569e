package io.millrace.benchmarks.inference;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;

/** A row that is measured on a testbed. */
interface GuaranteeRow extends ProofRow {

  Testbeds testbeds();

  Measurement measure(Bench bench, Testbed bed);

  @Override
  default Measurement measure(Bench bench) {
    return testbeds().on(bench, name(), bed -> measure(bench, bed));
  }

  @Override
  default String published() {
    return "";
  }
}
