package io.millrace.workbench.replay;

/** Why a replay cannot start or go on, in one sentence for the person at the terminal. */
final class ReplayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReplayException(String message) {
    super(message);
  }

  ReplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
