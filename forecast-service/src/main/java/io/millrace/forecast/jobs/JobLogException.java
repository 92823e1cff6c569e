package io.millrace.forecast.jobs;

import org.jspecify.annotations.Nullable;

/** A job could not be written, or what was written did not come back in time. */
public final class JobLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobLogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
