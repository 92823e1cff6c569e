package io.millrace.workbench.keys;

/** What cannot be a file of keys, or an entry of one; the message says what is wrong. */
final class InvalidKeysException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidKeysException(String message) {
    super(message);
  }
}
