package io.millrace.console.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What a service said; or what the console says in its place, if it said nothing.
 *
 * @param status of HTTP; 502 if it did not answer
 * @param body JSON, or text of metrics
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
public record Answer(int status, byte[] body) {

  private static final int NOBODY = 502;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** In the service's place. */
  static Answer gone(Service service, String why) {
    try {
      return new Answer(
          NOBODY,
          JSON.writeValueAsBytes(
              Map.of("title", "Bad Gateway", "service", service.title(), "detail", why)));
    } catch (java.io.IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public boolean isGiven() {
    return status / 100 == 2;
  }

  public boolean isGone() {
    return status == NOBODY;
  }

  public String text() {
    return new String(body, UTF_8);
  }
}
