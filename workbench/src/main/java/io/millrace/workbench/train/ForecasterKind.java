package io.millrace.workbench.train;

/** Networks that {@code millrace} trains. */
enum ForecasterKind {
  ITRANSFORMER(2e-4f),
  PATCHTST(2e-4f),
  DLINEAR(5e-3f),
  RLINEAR(5e-3f);

  private final float learningRate;

  ForecasterKind(float learningRate) {
    this.learningRate = learningRate;
  }

  /** Whether it makes use of what a mask tells. */
  boolean readsMask() {
    return this == ITRANSFORMER || this == PATCHTST;
  }

  /** The largest of a run, where none is asked for. */
  float learningRate() {
    return learningRate;
  }
}
