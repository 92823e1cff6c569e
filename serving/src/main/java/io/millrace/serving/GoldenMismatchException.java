package io.millrace.serving;

/** A model that answers one of its golden examples otherwise. */
public final class GoldenMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GoldenMismatchException(ModelBundle bundle, int index, GoldenExample example, String mismatch) {
    super(
        "model %s: golden example %d (%s): %s".formatted(bundle, index, example.name(), mismatch));
  }
}
