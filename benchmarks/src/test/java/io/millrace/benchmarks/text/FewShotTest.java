package io.millrace.benchmarks.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.transformers.text.Contrast;
import io.millrace.transformers.text.HeadFitting;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.MissingDataException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The short form of a row: fewer examples, pairs and test texts; its time is not judged. */
class FewShotTest {

  private static final Contrast BRIEF = new Contrast(3e-4f, 2, 1, 64, 16, 0.1f);
  private static final double BY_CHANCE = 0.28; // the most frequent label's share of the test texts

  @Test
  void eightQuestionsAClassTellWhatOthersAskFor() {
    FewShotRow row =
        new FewShotRow(
            "few-shot-short",
            BenchmarkTexts.TREC,
            8,
            1,
            100,
            seed -> new HeadFitting.Recipe(HeadFitting.Teaching.ALWAYS, BRIEF, seed),
            2 * BY_CHANCE,
            Double.POSITIVE_INFINITY);

    Measurement measured = measured(row);

    assertThat(measured.kept()).as("%s %s", measured.reached(), measured.note()).isTrue();
  }

  private static Measurement measured(FewShotRow row) {
    Path build = Path.of("target").toAbsolutePath();
    String named = System.getenv("MILLRACE_DATA");
    Path data = named == null ? Path.of("../../shared/data").toAbsolutePath() : Path.of(named);
    try {
      return row.measure(
          new Bench(build, data.normalize(), build, new PrintWriter(new StringWriter())));
    } catch (MissingDataException e) {
      Assumptions.abort("skipped: " + e.getMessage());
      throw e;
    }
  }
}
