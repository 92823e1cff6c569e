package io.millrace.workbench.report;

import java.util.List;

/**
 * How the loss of one run went.
 *
 * @param forecaster as the held-out table names it
 * @param run what tells it from other runs, e.g. {@code seed 1}
 * @param bestEpoch whose weights were kept
 */
public record LossCurve(String forecaster, String run, int bestEpoch, List<EpochLoss> epochs) {

  /**
   * @param epoch from 1
   * @param training mean over the epoch's batches, dropout included
   * @param validation after the epoch
   */
  public record EpochLoss(int epoch, double training, double validation) {}

  public LossCurve {
    Checks.text("forecaster", forecaster);
    Checks.text("run", run);
    Checks.some("epochs", epochs);
    epochs = List.copyOf(epochs);
    Checks.check(
        epochs.stream().anyMatch(each -> each.epoch() == bestEpoch),
        "bestEpoch",
        "one of the epochs",
        bestEpoch);
  }

  EpochLoss best() {
    return epochs.stream().filter(each -> each.epoch() == bestEpoch).findFirst().orElseThrow();
  }
}
