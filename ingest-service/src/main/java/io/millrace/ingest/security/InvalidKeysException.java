package io.millrace.ingest.security;

/** A file of keys that cannot be taken; the message names file, entry and field, never a secret. */
final class InvalidKeysException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidKeysException(String message) {
    super(message);
  }
}
