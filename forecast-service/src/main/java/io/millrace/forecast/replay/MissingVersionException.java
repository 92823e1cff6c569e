package io.millrace.forecast.replay;

/** A version of a model that served the log is not at hand. */
final class MissingVersionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingVersionException(String model, String version) {
    super(
        "%s %s made forecasts of this log, and no bundle of it lies in millrace.models.directories"
            .formatted(model, version));
  }
}
