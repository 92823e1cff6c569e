package io.millrace.transformers.imports;

import java.nio.file.Path;

/** A checkpoint that can't be imported: which file, which field or tensor, and why. */
public final class InvalidImportException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private InvalidImportException(String message) {
    super(message);
  }

  private InvalidImportException(String message, Throwable cause) {
    super(message, cause);
  }

  public static InvalidImportException expected(Path file, String expected, Object found) {
    return new InvalidImportException(file + ": expected " + expected + ", found " + found);
  }

  /**
   * @param part a field or a tensor of the file
   */
  public static InvalidImportException expected(
      Path file, String part, String expected, Object found) {
    return new InvalidImportException(
        file + ": " + part + ": expected " + expected + ", found " + found);
  }

  static InvalidImportException broken(Path file, String reason, Throwable cause) {
    return new InvalidImportException(file + ": " + reason, cause);
  }
}
