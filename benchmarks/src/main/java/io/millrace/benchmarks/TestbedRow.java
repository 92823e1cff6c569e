package io.millrace.benchmarks;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;

/**
 * A row that is measured on a testbed.
 *
 * @param <B> its testbed
 */
public interface TestbedRow<B extends Testbed> extends ProofRow {

  Testbeds<B> testbeds();

  Measurement measure(Bench bench, B bed);

  @Override
  default Measurement measure(Bench bench) {
    return testbeds().on(bench, name(), bed -> measure(bench, bed));
  }

  @Override
  default String published() {
    return "";
  }
}
