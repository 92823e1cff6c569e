package io.millrace.workbench.train;

import java.nio.file.Path;

/** A file is not a series: which file, which line, and why, in one sentence. */
final class InvalidSeriesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSeriesException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /**
   * @param line from 1, the header's
   */
  InvalidSeriesException(Path file, long line, String reason) {
    super(file + " line " + line + ": " + reason);
  }
}
