package io.millrace.transformers.training;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains any network towards any objective: shuffled batches, a better epoch kept, an early stop.
 *
 * <p>Two runs of one plan on one machine give the same weights to the bit when {@code
 * TF_DETERMINISTIC_OPS=1} is in the environment, whether or not they were stopped and resumed.
 */
public final class Trainer {

  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock for reports and for when to save, e.g. {@code System::nanoTime}; it
   *     changes no weight
   */
  public Trainer(TrainingPlan plan, TrainingListener listener, LongSupplier nanos) {
    this.plan = plan;
    this.listener = listener;
    this.nanos = nanos;
  }

  /**
   * @throws DivergedException if the loss stops being a number
   * @throws IllegalArgumentException if there is nothing to train on or to validate with
   */
  public Trained train(Objective objective, Examples training, Examples validation) {
    return train(objective, training, validation, null);
  }

  /**
   * Goes on where the same run was stopped, if it was.
   *
   * @param checkpointing null = nothing is saved, and nothing resumed
   * @throws DivergedException if the loss stops being a number
   * @throws IllegalArgumentException if there is nothing to train on or to validate with
   * @throws InvalidCheckpointException if the file is damaged, or of a run that differs in its
   *     plan, its objective or its examples
   */
  public Trained train(
      Objective objective,
      Examples training,
      Examples validation,
      @Nullable Checkpointing checkpointing) {
    if (training.count() == 0 || validation.count() == 0) {
      throw new IllegalArgumentException(
          "training needs examples; there are "
              + training.count()
              + " for training and "
              + validation.count()
              + " for validation");
    }
    try (TrainingGraph graph = new TrainingGraph(objective, plan)) {
      Saving saving =
          checkpointing == null
              ? Saving.NONE
              : new PeriodicSaving(
                  new CheckpointFile(
                      checkpointing.file(), RunIdentity.of(plan, objective, training, validation)),
                  checkpointing.every().toNanos(),
                  nanos);
      return new TrainingRun(plan, listener, nanos, graph, saving).all(training, validation);
    }
  }
}
