package io.millrace.transformers.training;

/** Hears how training goes, on the training thread. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Before the first step.
   *
   * @param epochs at most
   */
  default void started(int epochs, long stepsPerEpoch) {}

  /**
   * After {@link #started}, if the run goes on from a checkpoint.
   *
   * @param epoch in which it goes on, from 1
   * @param step of that epoch up to which it was saved; 0 = none
   */
  default void resumed(int epoch, long step) {}

  /** After {@link #started}, if the checkpoint is of a run that had ended after so many epochs. */
  default void hadEnded(int epochs) {}

  /**
   * @param epoch from 1
   * @param step from 1 within the epoch
   */
  default void stepped(int epoch, long step, long stepsPerEpoch, float loss) {}

  default void finished(EpochReport epoch) {}
}
