package io.millrace.benchmarks.inference;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.function.Function;

/** Gives each row its testbed. */
interface Testbeds {

  Measurement on(Bench bench, String row, Function<Testbed, Measurement> measurement);

  /** A broker of its own for each row. */
  static Testbeds fresh() {
    return (bench, row, measurement) -> {
      try (Testbed bed = Testbed.fresh(bench, row)) {
        return measurement.apply(bed);
      }
    };
  }
}
