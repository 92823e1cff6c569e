package io.millrace.benchmarks.text;

import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Test accuracy of MiniLM fine-tuned, a mean over seeds. */
record FineTunedRow(
    String name, BenchmarkTexts texts, IntFunction<FineTuning.Recipe> recipe, double least)
    implements ProofRow {

  private static final int[] SEEDS = {1, 2, 3};

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT, "MiniLM fine-tuned on %s: accuracy on its test texts ≥ %.3f", texts, least);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    List<Double> test = new ArrayList<>();
    double validation = 0;
    BenchmarkTexts.Split split = texts.split(bench);
    for (int seed : SEEDS) {
      FineTuned tuned = new FineTunedRun(texts, recipe.apply(seed)).fineTuned(bench);
      test.add(tuned.accuracy(split.test()));
      validation += tuned.accuracy(split.validation()) / SEEDS.length;
      bench.say("  %s seed %d: test accuracy %.4f", texts, seed, test.get(test.size() - 1));
    }
    double mean = test.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new Measurement(
        String.format(Locale.ROOT, "%.4f", mean),
        mean >= least,
        test,
        String.format(
            Locale.ROOT,
            "Mean of seeds 1 to 3; validation accuracy %.4f. %s.",
            validation,
            recipe.apply(1)));
  }
}
