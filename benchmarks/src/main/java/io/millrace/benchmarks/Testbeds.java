package io.millrace.benchmarks;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Gives each row its testbed.
 *
 * @param <B> what a row is measured on
 */
public interface Testbeds<B extends Testbed> {

  Measurement on(Bench bench, String row, Function<B, Measurement> measurement);

  /**
   * A broker of its own for each row.
   *
   * @param testbed by the bench and the row's name
   */
  static <B extends Testbed> Testbeds<B> fresh(BiFunction<Bench, String, B> testbed) {
    return (bench, row, measurement) -> {
      try (B bed = testbed.apply(bench, row)) {
        return measurement.apply(bed);
      }
    };
  }
}
