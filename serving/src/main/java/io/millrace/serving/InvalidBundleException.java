package io.millrace.serving;

import java.nio.file.Path;

/**
 * A model bundle that cannot be served. The message names the file, what was expected and found.
 */
public final class InvalidBundleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidBundleException(Path file, String problem) {
    super(file + ": " + problem);
  }

  public InvalidBundleException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }

  private InvalidBundleException(String message) {
    super(message);
  }

  /** For what lies at an address, or in a zip file. */
  public static InvalidBundleException at(String place, String problem) {
    return new InvalidBundleException(place + ": " + problem);
  }

  public static InvalidBundleException expected(Path file, String expected, String found) {
    return new InvalidBundleException(file, "expected " + expected + ", found " + found);
  }
}
