package io.millrace.workbench.rejected;

/** Why one rejection cannot be replayed; it harms no other. */
final class UnreplayableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreplayableException(String message) {
    super(message);
  }
}
