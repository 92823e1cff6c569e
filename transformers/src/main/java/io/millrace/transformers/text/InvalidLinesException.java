package io.millrace.transformers.text;

/** Labelled lines that can't be fitted on; the message names file and line. */
public final class InvalidLinesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InvalidLinesException(String message) {
    super(message);
  }
}
