package io.millrace.workbench.up;

/** Why Millrace cannot start or go on, in one sentence for the person at the terminal. */
final class UpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UpException(String message) {
    super(message);
  }

  UpException(String message, Throwable cause) {
    super(message, cause);
  }
}
