package io.millrace.benchmarks.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Stack;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** Measures rows on the stack that all tests share, and asserts that each keeps its bound. */
final class ShortForms implements AutoCloseable {

  private final Testbed bed;

  ShortForms(Stack stack) {
    this.bed = new Testbed(stack, new ProofModels(stack.folder().resolve("models")));
  }

  Testbeds testbed() {
    return (bench, row, measurement) -> measurement.apply(bed);
  }

  void keep(ProofRow row) {
    StringWriter said = new StringWriter();
    Path build = Path.of("target").toAbsolutePath();
    Bench bench = new Bench(build, build, build, new PrintWriter(said));
    Measurement measured = row.measure(bench);
    assertThat(measured.kept())
        .as("%s: %s%n%s%n%s", row.requirement(), measured.reached(), measured.note(), said)
        .isTrue();
    System.out.println(row.name() + ": " + measured.reached());
  }

  @Override
  public void close() {
    bed.stopServices();
  }
}
