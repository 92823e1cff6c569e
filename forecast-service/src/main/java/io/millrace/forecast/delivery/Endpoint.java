package io.millrace.forecast.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where a receiver is. Path, query and headers may hold what is secret: none of them is logged.
 *
 * @param headers of each request; among them what authenticates us
 * @param timeout from connecting to the end of the answer
 */
public record Endpoint(URI uri, Map<String, String> headers, Duration timeout) {

  public Endpoint {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "Endpoint[" + uri.getHost() + "]";
  }
}
