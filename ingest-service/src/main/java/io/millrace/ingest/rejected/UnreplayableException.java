package io.millrace.ingest.rejected;

/** A rejection that cannot be replayed; the message is one clause that says why. */
final class UnreplayableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreplayableException(String message) {
    super(message);
  }
}
