package io.millrace.transformers.frames;

import io.millrace.serving.Classification;
import io.millrace.serving.ModelManifest;
import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.classification.Majority;
import io.millrace.transformers.frames.FramePretraining.Pretrained;
import io.millrace.transformers.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains a {@link WindowClassifier} and measures it, as it will be served, on frames that it never
 * saw, beside the plain classifiers that it must beat.
 */
public final class FrameFitting {

  /**
   * What to fit.
   *
   * @param logUnit samples are compressed by {@link CompressedLog} of this unit; 0 = each channel
   *     is {@link Standardised}
   * @param unlabelled frames {@code [channel][time]} to pre-train on; empty = no pre-training
   * @param recipes to choose from, by cross-validation on what is there to learn from
   */
  public record Task(
      String name,
      String version,
      FrameData data,
      double logUnit,
      List<double[][]> unlabelled,
      List<FrameRecipe> recipes,
      int seed) {}

  /**
   * What came out.
   *
   * @param scores by name of the classifier, the network's first
   * @param answers of the network, to the frames held out
   * @param pretrained null = from fresh weights
   */
  public record Fitted(
      ModelManifest manifest,
      FittedWindows windows,
      FrameSplit split,
      Map<String, ClassificationScores> scores,
      List<Classification> answers,
      @Nullable Pretrained pretrained) {

    /**
     * Writes {@code model.json} and {@code saved_model/}.
     *
     * @param provenance beside what is known here
     */
    public void write(Path directory, Map<String, Object> provenance) throws IOException {
      Map<String, Object> all = new LinkedHashMap<>(manifest.provenance());
      all.putAll(provenance);
      Files.createDirectories(directory);
      windows.write(directory);
      manifest.withProvenance(all).write(directory.resolve("model.json"));
    }

    /** Of the network, on the frames held out. */
    public ClassificationScores heldOut() {
      return scores.values().iterator().next();
    }
  }

  private static final String NETWORK = "window classifier";

  private final Task task;
  private final FrameSplit split;
  private final List<String> labels;

  private FrameFitting(Task task) {
    this.task = task;
    this.split = FrameSplit.of(task.data(), task.seed());
    this.labels = task.data().labels();
  }

  /**
   * @throws IllegalArgumentException if there are too few frames or recordings of a label
   */
  public static Fitted fit(Task task, TrainingListener listener) throws IOException {
    return new FrameFitting(task).fit(listener);
  }

  private Fitted fit(TrainingListener listener) throws IOException {
    FrameInput input = input();
    RecipeChoice.Chosen chosen =
        new RecipeChoice(task.recipes(), task.seed(), System::nanoTime)
            .choose(task.data().shape(), labels, input, split);
    FrameRecipe recipe = chosen.recipe();
    Pretrained pretrained =
        task.unlabelled().isEmpty() ? null : pretrained(recipe, input, listener);
    Map<String, float[]> start = pretrained == null ? Map.of() : pretrained.weights();
    FittedWindows windows =
        new FrameTraining(recipe, listener, System::nanoTime)
            .fit(task.data().shape(), labels, input, split, start, task.seed());
    List<Classification> answers = windows.answers(split.heldOut());
    Map<String, ClassificationScores> scores = scores(answers);
    ModelManifest manifest =
        windows
            .manifest(task.name(), task.version())
            .withMetrics(metrics(windows, scores))
            .withProvenance(provenance(windows.network(), chosen));
    return new Fitted(manifest, windows, split, scores, answers, pretrained);
  }

  private Pretrained pretrained(FrameRecipe recipe, FrameInput input, TrainingListener listener) {
    return new FramePretraining(recipe, listener, System::nanoTime)
        .fit(
            recipe.classifier(task.data().shape(), labels.size(), input),
            task.unlabelled(),
            task.seed());
  }

  private FrameInput input() {
    List<double[][]> frames = split.training().stream().map(LabelledFrame::samples).toList();
    return task.logUnit() > 0
        ? CompressedLog.fit(task.logUnit(), frames)
        : Standardised.fit(frames);
  }

  private Map<String, ClassificationScores> scores(List<Classification> answers) {
    Map<String, ClassificationScores> scores = new LinkedHashMap<>();
    scores.put(NETWORK, scores(answers.stream().map(Classification::label)::iterator));
    NearestFrame nearest = new NearestFrame(split.training());
    scores.put("nearest frame", scores(split.heldOut().stream().map(nearest::label)::iterator));
    if (labels.size() == MeanThresholds.LABELS) {
      MeanThresholds means = MeanThresholds.fit(split.training());
      scores.put("mean thresholds", scores(split.heldOut().stream().map(means::label)::iterator));
    }
    String majority = Majority.of(split.training().stream().map(LabelledFrame::label).toList());
    scores.put("majority", scores(split.heldOut().stream().map(frame -> majority)::iterator));
    return scores;
  }

  private ClassificationScores scores(Iterable<String> answers) {
    List<String> listed = new ArrayList<>();
    answers.forEach(listed::add);
    return ClassificationScores.of(
        split.heldOut().stream().map(LabelledFrame::label).toList(), listed);
  }

  private Map<String, Object> metrics(
      FittedWindows windows, Map<String, ClassificationScores> scores) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("trainingFrames", split.training().size());
    metrics.put(
        split.validation().isEmpty() ? "trainingLoss" : "validationLoss",
        windows.trained().validationLoss());
    scores.forEach(
        (name, score) ->
            metrics.put(name.equals(NETWORK) ? "heldOut" : "heldOut, " + name, score.toMap()));
    return metrics;
  }

  private Map<String, Object> provenance(WindowClassifier network, RecipeChoice.Chosen chosen) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("network", network.toString());
    provenance.put("recipe", chosen.recipe().toString());
    if (!chosen.losses().isEmpty()) {
      provenance.put("logLossOfRecipes", chosen.losses());
    }
    provenance.put("split", split.rule());
    if (!task.unlabelled().isEmpty()) {
      provenance.put("pretrainedOn", task.unlabelled().size() + " unlabelled frames");
    }
    provenance.put("seed", task.seed());
    return provenance;
  }
}
