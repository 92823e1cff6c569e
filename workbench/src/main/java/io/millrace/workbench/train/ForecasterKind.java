package io.millrace.workbench.train;

/** Networks that {@code millrace} trains. */
enum ForecasterKind {
  ITRANSFORMER(2e-4f),
  DLINEAR(5e-3f),
  RLINEAR(5e-3f);

  private final float learningRate;

  ForecasterKind(float learningRate) {
    this.learningRate = learningRate;
  }

  /** The largest of a run, where none is asked for. */
  float learningRate() {
    return learningRate;
  }
}
