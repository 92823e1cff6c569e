package io.millrace.workbench.train;

import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.report.LossCurve;
import java.util.ArrayList;
import java.util.List;

/** Remembers the epochs that another listener tells of. */
final class RememberedEpochs implements TrainingListener {

  private final TrainingListener other;
  private final List<EpochReport> epochs = new ArrayList<>();

  RememberedEpochs(TrainingListener other) {
    this.other = other;
  }

  @Override
  public void started(int most, long stepsPerEpoch) {
    other.started(most, stepsPerEpoch);
  }

  @Override
  public void resumed(int epoch, long step) {
    other.resumed(epoch, step);
  }

  @Override
  public void hadEnded(int ended) {
    other.hadEnded(ended);
  }

  @Override
  public void stepped(int epoch, long step, long stepsPerEpoch, float loss) {
    other.stepped(epoch, step, stepsPerEpoch, loss);
  }

  @Override
  public void finished(EpochReport epoch) {
    epochs.add(epoch);
    other.finished(epoch);
  }

  /**
   * Of the epochs of this run; none where it was resumed after its end.
   *
   * @param what was trained
   */
  List<LossCurve> curves(String what) {
    List<LossCurve.EpochLoss> losses =
        epochs.stream()
            .map(each -> new LossCurve.EpochLoss(each.epoch(), each.loss(), each.validationLoss()))
            .toList();
    return epochs.stream()
        .filter(EpochReport::best)
        .reduce((first, second) -> second)
        .map(best -> List.of(new LossCurve(what, "fine-tuning", best.epoch(), losses)))
        .orElse(List.of());
  }
}
