package io.millrace.benchmarks.text;

import io.millrace.benchmarks.ShortForms;
import io.millrace.transformers.text.Contrast;
import io.millrace.transformers.text.HeadFitting;
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

    ShortForms.keepAlone(row);
  }
}
