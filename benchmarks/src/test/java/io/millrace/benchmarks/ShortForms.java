package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * Measures rows on the stack that all tests share, and asserts that each keeps its bound.
 *
 * @param <B> their testbed
 */
public final class ShortForms<B extends Testbed> implements AutoCloseable {

  private final B bed;

  public ShortForms(B bed) {
    this.bed = bed;
  }

  public Testbeds<B> testbed() {
    return (bench, row, measurement) -> measurement.apply(bed);
  }

  public void keep(ProofRow row) {
    StringWriter said = new StringWriter();
    Measurement measured = row.measure(bench(said));
    assertThat(measured.kept())
        .as("%s: %s%n%s%n%s", row.requirement(), measured.reached(), measured.note(), said)
        .isTrue();
    System.out.println(row.name() + ": " + measured.reached());
  }

  /** With the benchmark data of this process, if it has any. */
  private static Bench bench(StringWriter said) {
    Path build = Path.of("target").toAbsolutePath();
    Path data = Bench.ofThisProcess(new PrintWriter(said)).data();
    return new Bench(build, data, build, new PrintWriter(said));
  }

  @Override
  public void close() {
    bed.stopServices();
  }
}
