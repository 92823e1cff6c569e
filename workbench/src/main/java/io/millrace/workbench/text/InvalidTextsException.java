package io.millrace.workbench.text;

import java.nio.file.Path;

/** Labelled texts that cannot be trained on: which file, which line, and why. */
public final class InvalidTextsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidTextsException(String message) {
    super(message);
  }

  InvalidTextsException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /**
   * @param line from 1
   */
  InvalidTextsException(Path file, long line, String reason) {
    super(file + " line " + line + ": " + reason);
  }
}
