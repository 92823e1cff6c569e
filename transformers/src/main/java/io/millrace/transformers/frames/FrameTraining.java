package io.millrace.transformers.frames;

import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Trains window classifiers. The same data, recipe and seed give the same weights.
 *
 * @param nanos a monotonic clock in nanoseconds
 */
public record FrameTraining(FrameRecipe recipe, TrainingListener listener, LongSupplier nanos) {

  /**
   * @param input what brings samples to the network's scale
   * @param start weights of a pre-training; empty = all are fresh
   * @throws io.millrace.transformers.training.DivergedException if the loss is no longer finite
   */
  public FittedWindows fit(
      FrameShape shape,
      List<String> labels,
      FrameInput input,
      FrameSplit split,
      Map<String, float[]> start,
      int seed) {
    WindowClassifier network = recipe.classifier(shape, labels.size(), input);
    FrameExamples training = new FrameExamples(split.training(), labels);
    boolean validated = !split.validation().isEmpty();
    Trained trained =
        new Trainer(recipe.plan(training.count(), validated, seed), listener, nanos)
            .train(
                new FrameObjective(network, recipe.augmentation(), start),
                training,
                validated ? new FrameExamples(split.validation(), labels) : training);
    return new FittedWindows(shape, labels, network, trained);
  }
}
