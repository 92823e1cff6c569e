package io.millrace.workbench.acls;

/** Somebody is to be granted what only applications are. */
public final class UnknownApplicationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownApplicationException(String message) {
    super(message);
  }
}
