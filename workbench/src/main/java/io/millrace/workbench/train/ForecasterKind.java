package io.millrace.workbench.train;

/** Networks that {@code millrace} trains. */
enum ForecasterKind {
  ITRANSFORMER(2e-4f),
  PATCHTST(2e-4f),
  S_MAMBA(2e-4f),
  INFORMER(1e-4f),
  AUTOFORMER(1e-4f),
  DLINEAR(5e-3f),
  RLINEAR(5e-3f);

  private final float learningRate;

  ForecasterKind(float learningRate) {
    this.learningRate = learningRate;
  }

  /** Whether it is what the others must beat. */
  boolean isLinear() {
    return this == DLINEAR || this == RLINEAR;
  }

  /** Whether it makes use of what a mask tells. */
  boolean readsMask() {
    return !isLinear();
  }

  /** The largest of a run, where none is asked for. */
  float learningRate() {
    return learningRate;
  }
}
