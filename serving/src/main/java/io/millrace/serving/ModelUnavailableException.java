package io.millrace.serving;

import org.tensorflow.exceptions.TFResourceExhaustedException;

/** A model that could not run for reasons of its own: the same inputs may succeed later. */
public final class ModelUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelUnavailableException(ModelBundle bundle, RuntimeException cause) {
    super("model " + bundle + " cannot run now: " + cause.getMessage(), cause);
  }

  /** True if there was too little memory for this batch: a smaller one may still run. */
  public boolean isShortOfMemory() {
    return getCause() instanceof TFResourceExhaustedException;
  }
}
