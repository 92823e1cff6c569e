package io.millrace.benchmarks.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of demotion and challenger in short: fewer seeds of the same processes. */
class SkillRowsTest {

  private static final long SEED = 20261208;

  @TempDir Path folder;

  @Test
  void aModelThatTurnsBadIsDemotedAndOneThatDoesNotIsLeftAlone() {
    Measurement measured = new DemotionRow(25, SEED).measure(bench());

    assertThat(measured.kept()).as(measured.reached()).isTrue();
  }

  @Test
  void aBetterChallengerIsPromotedAndAnEqualOneIsNot() {
    for (LossProcess process : ChallengerRow.BOUND) {
      ChallengerFigures figures = ChallengerFigures.of(process, 60, SEED);

      assertThat(figures.isCareful()).as("%s: %s", process, figures).isTrue();
      assertThat(figures.isAble()).as("%s: %s", process, figures).isTrue();
    }
  }

  private Bench bench() {
    return new Bench(folder, folder, folder, new PrintWriter(Writer.nullWriter()));
  }
}
