package io.millrace.workbench.train;

import java.util.Locale;

/** Networks that {@code millrace} trains. */
enum ForecasterKind {
  ITRANSFORMER(128, 2e-4f),
  PATCHTST(128, 2e-4f),
  S_MAMBA(128, 2e-4f),
  INFORMER(64, 3e-4f),
  AUTOFORMER(32, 1e-3f),
  DLINEAR(0, 5e-3f),
  RLINEAR(0, 5e-3f);

  private final int width;
  private final float learningRate;

  ForecasterKind(int width, float learningRate) {
    this.width = width;
    this.learningRate = learningRate;
  }

  /** Of a token, where none is asked for; 0 = there are no tokens. */
  int width() {
    return width;
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

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
