package io.millrace.transformers.frames;

/** Data that are no frames; the message names file and line, what was expected and found. */
public final class InvalidFramesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidFramesException(String message) {
    super(message);
  }
}
