package io.millrace.ingest.http;

import java.io.IOException;

/** A body that cannot be read to its end. */
final class Unreadable extends IOException {

  static final int BROKEN = 400;
  static final int SLOW = 408;
  static final int LARGE = 413;
  static final int ENCODING = 415;

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of the answer
   */
  Unreadable(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
