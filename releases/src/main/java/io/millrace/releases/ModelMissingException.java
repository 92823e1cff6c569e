package io.millrace.releases;

/** No version of a model is in service; its records wait. */
public final class ModelMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ModelMissingException(String name) {
    super("no version of model " + name + " is in service");
  }
}
