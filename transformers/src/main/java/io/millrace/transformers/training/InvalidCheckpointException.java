package io.millrace.transformers.training;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run can't go on from a file: it is damaged, or another run's. */
public final class InvalidCheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidCheckpointException(Path file, String reason, @Nullable Throwable cause) {
    super("checkpoint " + file + " " + reason + "; delete it to train from the start", cause);
  }

  InvalidCheckpointException(Path file, String reason) {
    this(file, reason, null);
  }
}
