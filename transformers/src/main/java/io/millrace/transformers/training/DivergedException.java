package io.millrace.transformers.training;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Training met a number that is none, and stopped there. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int NAMED = 5; // examples; a batch can have hundreds

  private DivergedException(String message) {
    super(message);
  }

  /**
   * @param batch of the epoch, from 1
   * @param step of the run, from 1
   */
  static DivergedException inTraining(
      TrainingGraph.Seen seen, int epoch, int step, int batch, int batches, int[] examples) {
    String what =
        Float.isFinite(seen.loss())
            ? "the length of all gradients became " + seen.gradientLength()
            : "the loss became " + seen.loss();
    return new DivergedException(
        "%s in epoch %d at step %d, on batch %d of %d, whose first examples are %s; %s"
            .formatted(
                what,
                epoch,
                step,
                batch,
                batches,
                first(examples),
                "look at them, or try a smaller learning rate or gradient clipping"));
  }

  static DivergedException inValidation(float loss, int epoch, int batch, int[] examples) {
    return new DivergedException(
        "the validation loss became %s in epoch %d, on batch %d, whose first examples are %s"
            .formatted(loss, epoch, batch, first(examples)));
  }

  private static String first(int[] examples) {
    return Arrays.stream(examples)
        .limit(NAMED)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }
}
