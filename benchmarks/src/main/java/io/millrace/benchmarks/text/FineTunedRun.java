package io.millrace.benchmarks.text;

import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;

/** MiniLM fine-tuned on one benchmark with one seed. Once finished, its weights are kept. */
record FineTunedRun(BenchmarkTexts texts, FineTuning.Recipe recipe) {

  FineTuned fineTuned(Bench bench) {
    BenchmarkTexts.Split split = texts.split(bench);
    try {
      FineTuning tuning =
          new FineTuning(
              MiniLm.pretrained(), recipe, listener(bench, texts + " seed " + recipe.seed()));
      KeptWeights kept = new KeptWeights(bench, texts + " " + recipe);
      return kept.read()
          .map(weights -> tuning.again(weights, split.training(), split.validation()))
          .orElseGet(() -> trained(tuning, split, kept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FineTuned trained(FineTuning tuning, BenchmarkTexts.Split split, KeptWeights kept) {
    long start = System.nanoTime();
    FineTuned tuned = tuning.train(split.training(), split.validation(), null);
    kept.write(tuned.weights(), (System.nanoTime() - start) / 1e9);
    return tuned;
  }

  static TrainingListener listener(Bench bench, String what) {
    return new TrainingListener() {
      @Override
      public void finished(EpochReport epoch) {
        bench.say(
            "  %s epoch %d: loss %.4f, validation error %.4f, %.0f s%s",
            what,
            epoch.epoch(),
            epoch.loss(),
            epoch.validationLoss(),
            epoch.seconds(),
            epoch.best() ? " *" : "");
      }
    };
  }
}
