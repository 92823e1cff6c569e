package io.millrace.workbench.proof;

import java.nio.file.Path;

/** A proof needs a file that is not part of the project. */
public final class MissingDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MissingDataException(Path file) {
    super(
        "no file " + file + "; put the benchmark data there, or name its folder in MILLRACE_DATA");
  }

  private MissingDataException(String reason) {
    super(reason);
  }

  /** For what is no file of the benchmark data. */
  public static MissingDataException because(String reason) {
    return new MissingDataException(reason);
  }
}
