package io.millrace.benchmarks.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.MissingDataException;
import io.millrace.workbench.proof.ProofRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The rows in short: one seed each. */
class SensorWindowsTest {

  @Test
  void aFewDozenDaysTellWinterFromSummer() {
    keep(new ArchiveRow("italy-power-demand", "ItalyPowerDemand", 0.94, List.of(1)));
  }

  @Test
  void theMapPeaksWhereATransientIsThatNobodyPointedAt() {
    keep(new ActivationMapRow(400, List.of(1)));
  }

  private static void keep(ProofRow row) {
    StringWriter said = new StringWriter();
    Path build = Path.of("target").toAbsolutePath();
    String named = System.getenv("MILLRACE_DATA");
    Path data = named == null ? Path.of("../../shared/data").toAbsolutePath() : Path.of(named);
    Bench bench = new Bench(build, data.normalize(), build, new PrintWriter(said));
    try {
      Measurement measured = row.measure(bench);
      assertThat(measured.kept())
          .as("%s: %s%n%s", row.requirement(), measured.reached(), said)
          .isTrue();
    } catch (MissingDataException e) {
      Assumptions.abort("skipped: " + e.getMessage());
    }
  }
}
