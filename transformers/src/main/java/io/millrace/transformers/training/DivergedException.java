package io.millrace.transformers.training;

/** Training met a loss that is not a number, and stopped there. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DivergedException(float loss, int epoch, long step, int[] examples) {
    super(
        "the loss became "
            + loss
            + " in epoch "
            + epoch
            + " at step "
            + step
            + ", on the batch whose first example is "
            + examples[0]
            + "; try a smaller learning rate or gradient clipping");
  }
}
