package io.millrace.transformers.training;

/** Breaks a run off after a step, as a kill would. */
final class Stopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Throws at step {@code last} of the run. */
  static TrainingListener after(int last) {
    return new TrainingListener() {
      @Override
      public void stepped(int epoch, long step, long stepsPerEpoch, float loss) {
        if ((epoch - 1) * stepsPerEpoch + step == last) {
          throw new Stopped();
        }
      }
    };
  }
}
