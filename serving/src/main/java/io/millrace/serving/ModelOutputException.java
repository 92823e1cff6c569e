package io.millrace.serving;

/** A model that ran and gave something that is no answer: NaN, infinity, or a wrong shape. */
public final class ModelOutputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelOutputException(ModelBundle bundle, String problem) {
    super("model " + bundle + ": " + problem);
  }
}
