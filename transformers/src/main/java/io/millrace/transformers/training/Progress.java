package io.millrace.transformers.training;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a run has come.
 *
 * @param step taken in all
 * @param batch taken of the current epoch
 * @param lossSum over the batches of the current epoch
 * @param seconds spent on the current epoch, for reports only
 * @param epochs that are finished
 * @param best epoch, from 1; 0 = none yet
 */
record Progress(
    int step, int batch, double lossSum, double seconds, List<EpochReport> epochs, int best) {

  Progress {
    epochs = List.copyOf(epochs);
    if (step < batch || batch < 0 || best < 0 || best > epochs.size()) {
      throw new IllegalArgumentException(
          "no run is at step %d, batch %d, with epoch %d of %d the best"
              .formatted(step, batch, best, epochs.size()));
    }
  }

  static Progress none() {
    return new Progress(0, 0, 0, 0, List.of(), 0);
  }

  /** The current epoch, from 1. */
  int epoch() {
    return epochs.size() + 1;
  }

  Progress stepped(float loss) {
    return new Progress(step + 1, batch + 1, lossSum + loss, seconds, epochs, best);
  }

  Progress after(double secondsNow) {
    return new Progress(step, batch, lossSum, secondsNow, epochs, best);
  }

  Progress finished(EpochReport report) {
    List<EpochReport> all = new ArrayList<>(epochs);
    all.add(report);
    return new Progress(step, 0, 0, 0, all, report.best() ? report.epoch() : best);
  }

  boolean improvedBy(double validationLoss) {
    return best == 0 || validationLoss < epochs.get(best - 1).validationLoss();
  }

  /** Whether the plan has nothing left to do. */
  boolean complete(TrainingPlan plan) {
    return epochs.size() >= plan.epochs() || epochs.size() - best >= plan.patience();
  }
}
