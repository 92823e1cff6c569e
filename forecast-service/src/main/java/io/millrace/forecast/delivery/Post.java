package io.millrace.forecast.delivery;

import java.util.Map;

/**
 * A request to a receiver.
 *
 * @param headers beside those of the endpoint
 */
@SuppressWarnings("ArrayRecordComponent") // never changed; may be large
record Post(Endpoint to, Map<String, String> headers, byte[] body) {

  Post {
    headers = Map.copyOf(headers);
  }
}
