package io.millrace.ingest.http;

import java.util.List;

/**
 * What became of a request's events.
 *
 * @param accepted acknowledged by Kafka on their topic
 * @param rejected acknowledged by Kafka on {@code rejected-events}
 * @param errors the first rejections, in the order of the request
 */
record Receipt(long accepted, long rejected, List<Refusal> errors) {

  static final int ERRORS_LIMIT = 100;
  static final Receipt NOTHING = new Receipt(0, 0, List.of());

  /**
   * One refused event.
   *
   * @param index its place in the request, from 0
   */
  record Refusal(long index, String field, String reason) {}

  Receipt {
    errors = List.copyOf(errors);
  }

  boolean nothingAccepted() {
    return accepted == 0 && rejected > 0;
  }
}
