package io.millrace.workbench.train;

/** Networks that {@code millrace train} knows. */
enum ForecasterKind {
  ITRANSFORMER,
  DLINEAR,
  RLINEAR
}
