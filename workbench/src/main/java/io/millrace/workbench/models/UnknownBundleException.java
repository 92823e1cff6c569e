package io.millrace.workbench.models;

/** A name or path that leads to no bundle. The message is a sentence for the user. */
public final class UnknownBundleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownBundleException(String message) {
    super(message);
  }
}
