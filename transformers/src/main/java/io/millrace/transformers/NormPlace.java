package io.millrace.transformers;

/** Where a block normalises. */
public enum NormPlace {
  /** x + F(norm(x)). */
  BEFORE,
  /** norm(x + F(x)). */
  AFTER
}
