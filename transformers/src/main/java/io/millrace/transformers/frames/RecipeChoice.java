package io.millrace.transformers.frames;

import io.millrace.serving.Classification;
import io.millrace.transformers.training.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Chooses the recipe of the least log-loss, on frames that are there to learn from. Each is trained
 * and asked about frames that it did not see: those that validate or, where none do, each third of
 * the training frames in turn.
 *
 * @param recipes of equal ones the first is taken
 * @param nanos a monotonic clock in nanoseconds
 */
record RecipeChoice(List<FrameRecipe> recipes, int seed, LongSupplier nanos) {

  private static final int FOLDS = 3;
  private static final double LEAST = 1e-6; // a probability of 0 costs no more than this one

  /**
   * What was chosen.
   *
   * @param losses mean log-loss of each recipe, in order; empty if there was no choice
   */
  record Chosen(FrameRecipe recipe, List<Double> losses) {}

  Chosen choose(FrameShape shape, List<String> labels, FrameInput input, FrameSplit split)
      throws IOException {
    if (recipes.size() == 1) {
      return new Chosen(recipes.get(0), List.of());
    }
    List<Double> losses = new ArrayList<>();
    for (FrameRecipe recipe : recipes) {
      losses.add(loss(recipe, shape, labels, input, folds(split)));
    }
    return new Chosen(recipes.get(losses.indexOf(Collections.min(losses))), losses);
  }

  /** Each fold's held-out frames are what it is judged by. */
  private List<FrameSplit> folds(FrameSplit split) {
    if (!split.validation().isEmpty()) {
      return List.of(new FrameSplit(split.training(), List.of(), split.validation(), ""));
    }
    Map<LabelledFrame, Integer> fold = new LinkedHashMap<>();
    Map<String, Integer> dealt = new LinkedHashMap<>();
    List<LabelledFrame> shuffled = new ArrayList<>(split.training());
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.forEach(frame -> fold.put(frame, dealt.merge(frame.label(), 1, Integer::sum) % FOLDS));
    List<FrameSplit> folds = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      int own = i;
      folds.add(
          new FrameSplit(
              shuffled.stream().filter(frame -> fold.getOrDefault(frame, -1) != own).toList(),
              List.of(),
              shuffled.stream().filter(frame -> fold.getOrDefault(frame, -1) == own).toList(),
              ""));
    }
    return folds;
  }

  private double loss(
      FrameRecipe recipe,
      FrameShape shape,
      List<String> labels,
      FrameInput input,
      List<FrameSplit> folds)
      throws IOException {
    List<Double> losses = new ArrayList<>();
    for (FrameSplit fold : folds) {
      List<Classification> answers =
          new FrameTraining(recipe, TrainingListener.NONE, nanos)
              .fit(shape, labels, input, fold, Map.of(), seed)
              .answers(fold.heldOut());
      for (int i = 0; i < answers.size(); i++) {
        String truth = fold.heldOut().get(i).label();
        double probability = answers.get(i).scores().getOrDefault(truth, 0.0);
        losses.add(-Math.log(Math.max(LEAST, probability)));
      }
    }
    return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
