package io.millrace.benchmarks.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows in short. */
class NetworksTest {

  @Test
  void networksComputeWhatTheirPapersSay() {
    keep(new MechanismsRow(7));
  }

  /** Two sizes; a machine under load moves times more than memory. */
  @Test
  void sparseAttentionGrowsAsItsLengthWhereFullAttentionGrowsAsItsSquare() {
    keep(
        new GrowthRow(
            "attention-growth",
            "in short",
            List.of(512, 2048),
            List.of(
                new GrowthRow.Bound(Subject.PROB_SPARSE, 0, 1.4),
                new GrowthRow.Bound(Subject.FULL_ATTENTION, 1.6, 2.4)),
            false));
  }

  private static void keep(ProofRow row) {
    StringWriter said = new StringWriter();
    Path build = Path.of("target").toAbsolutePath();
    Measurement measured = row.measure(new Bench(build, build, build, new PrintWriter(said)));
    assertThat(measured.kept())
        .as("%s: %s%n%s", row.requirement(), measured.reached(), said)
        .isTrue();
  }
}
