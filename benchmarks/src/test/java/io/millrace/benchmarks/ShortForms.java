package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.MissingDataException;
import io.millrace.workbench.proof.ProofRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

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

  /** A row whose data are not there is skipped. */
  public void keep(ProofRow row) {
    keepAlone(row);
  }

  /** The same, of a row that needs no stack. */
  public static void keepAlone(ProofRow row) {
    StringWriter said = new StringWriter();
    Measurement measured;
    try {
      measured = row.measure(bench(said));
    } catch (MissingDataException e) {
      Assumptions.abort("skipped: " + e.getMessage());
      return;
    }
    assertThat(measured.kept())
        .as("%s: %s%n%s%n%s", row.requirement(), measured.reached(), measured.note(), said)
        .isTrue();
    System.out.println(row.name() + ": " + measured.reached());
  }

  private static Bench bench(StringWriter said) {
    Path build = Path.of("target").toAbsolutePath();
    String named = System.getenv("MILLRACE_DATA");
    Path data = named == null ? Path.of("../../shared/data").toAbsolutePath() : Path.of(named);
    return new Bench(build, data.normalize(), build, new PrintWriter(said));
  }

  @Override
  public void close() {
    bed.stopServices();
  }
}
