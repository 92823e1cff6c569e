package io.millrace.benchmarks.text;

import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.compression.CompressionData;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import io.millrace.workbench.train.ServedSpeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * SST-2 classifiers made smaller: of several ways the fastest that loses at most half a point of
 * dev accuracy is chosen, on dev alone, and is then measured on test.
 */
record CompressedRow(List<String> ways) implements ProofRow {

  private static final int[] SEEDS = {1, 2, 3};
  private static final double MOST_LOST = 0.005;
  private static final double LEAST_GAIN = 2;

  @Override
  public String name() {
    return "compressed-sst2";
  }

  @Override
  public String requirement() {
    return "a compressed SST-2 classifier, chosen on dev, loses ≤ .5 point of test accuracy and"
        + " classifies ≥ 2 × the events/s of the uncompressed one";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    BenchmarkTexts.Split split = BenchmarkTexts.SST2.split(bench);
    List<FineTuned> whole = new ArrayList<>();
    for (int seed : SEEDS) {
      whole.add(new FineTunedRun(BenchmarkTexts.SST2, recipe(seed)).fineTuned(bench));
    }
    double wholeDev = accuracy(whole, split.validation());
    List<String> speedTexts = split.validation().stream().map(LabelledText::text).toList();
    StringBuilder table = new StringBuilder();
    String chosen = "";
    double chosenGain = 0;
    List<FineTuned> chosenModels = List.of();
    for (String way : ways) {
      List<FineTuned> small = new ArrayList<>();
      for (int i = 0; i < SEEDS.length; i++) {
        small.add(compressed(bench, whole.get(i), split, way, SEEDS[i]));
      }
      double dev = accuracy(small, split.validation());
      ServedSpeed speed = speed(small.get(0), whole.get(0), speedTexts);
      String line =
          String.format(
              Locale.ROOT,
              "%s: dev %.4f, %.2f × events/s, %.1f MB",
              way,
              dev,
              speed.timesAsFast(),
              speed.megabytes());
      bench.say("  %s", line);
      table.append(line).append("; ");
      if (dev >= wholeDev - MOST_LOST && speed.timesAsFast() > chosenGain) {
        chosen = way;
        chosenGain = speed.timesAsFast();
        chosenModels = small;
      }
    }
    if (chosenModels.isEmpty()) {
      return Measurement.of("no way loses ≤ .5 point on dev", false).withNote(table.toString());
    }
    List<Double> lost = new ArrayList<>();
    for (int i = 0; i < SEEDS.length; i++) {
      lost.add(
          100 * (whole.get(i).accuracy(split.test()) - chosenModels.get(i).accuracy(split.test())));
    }
    double meanLost = lost.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new Measurement(
        String.format(Locale.ROOT, "%s: %.2f points lost, %.2f ×", chosen, meanLost, chosenGain),
        meanLost <= 100 * MOST_LOST && chosenGain >= LEAST_GAIN,
        lost,
        String.format(
            Locale.ROOT,
            "Whole: dev %.4f, test %.4f, mean of 3 seeds; spread: points lost on test by seed."
                + " Speed: dev sentences through the served classifier, pairs of runs in turn,"
                + " median ratio. On dev: %s",
            wholeDev,
            accuracy(whole, split.test()),
            table));
  }

  private static ServedSpeed speed(FineTuned small, FineTuned whole, List<String> texts) {
    try {
      return ServedSpeed.of(small, whole, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FineTuning.Recipe recipe(int seed) {
    return Recipes.sst2(seed);
  }

  private static FineTuned compressed(
      Bench bench, FineTuned whole, BenchmarkTexts.Split split, String way, int seed) {
    CompressionData data =
        new CompressionData(
            split.training(),
            split.validation(),
            recipe(seed),
            FineTunedRun.listener(bench, "SST2 " + way + " seed " + seed));
    return CompressedRun.of(bench, whole, way, data);
  }

  private static double accuracy(List<FineTuned> models, List<LabelledText> texts) {
    return models.stream().mapToDouble(model -> model.accuracy(texts)).average().orElseThrow();
  }
}
