package io.millrace.transformers;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file is not safetensors, or lacks what is asked of it: which file, which tensor, and why. */
public final class InvalidSafetensorsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSafetensorsException(Path file, String reason, @Nullable Throwable cause) {
    super(file + ": " + reason, cause);
  }

  InvalidSafetensorsException(Path file, String reason) {
    this(file, reason, null);
  }
}
