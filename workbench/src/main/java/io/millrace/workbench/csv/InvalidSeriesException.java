package io.millrace.workbench.csv;

import java.nio.file.Path;

/** A file is not a series: which file, which line, and why, in one sentence. */
public final class InvalidSeriesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidSeriesException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /**
   * @param line from 1, the header's
   */
  InvalidSeriesException(Path file, long line, String reason) {
    super(file + " line " + line + ": " + reason);
  }
}
