package io.millrace.transformers.training;

import java.util.Map;

/** Hears how training goes, on the training thread. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * @param epoch from 1
   * @param step from 1 within the epoch
   */
  default void stepped(int epoch, long step, long stepsPerEpoch, float loss) {}

  default void finished(EpochReport epoch) {}

  /** The weights of the best epoch so far. */
  default void improved(EpochReport epoch, Map<String, float[]> weights) {}
}
