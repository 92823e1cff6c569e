package io.millrace.forecast.delivery;

import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param retryAfter the header of that name
 */
record Answer(int status, Optional<String> retryAfter) {

  static Answer of(int status) {
    return new Answer(status, Optional.empty());
  }
}
