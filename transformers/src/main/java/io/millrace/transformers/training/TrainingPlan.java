package io.millrace.transformers.training;

/**
 * How to train.
 *
 * @param epochs at most
 * @param clipNorm gradients longer than this, all weights together, are shortened to it; 0 = never
 * @param patience epochs without a better validation loss after which to stop
 * @param seed of initial weights, shuffling and dropout
 */
public record TrainingPlan(
    int epochs,
    int batchSize,
    Schedule schedule,
    Optimiser optimiser,
    float clipNorm,
    int patience,
    int seed) {

  public TrainingPlan {
    require(epochs >= 1, "epochs", epochs);
    require(batchSize >= 1, "batch size", batchSize);
    require(patience >= 1, "patience", patience);
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("clip norm must be at least 0, not " + clipNorm);
    }
  }

  private static void require(boolean kept, String name, int value) {
    if (!kept) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
