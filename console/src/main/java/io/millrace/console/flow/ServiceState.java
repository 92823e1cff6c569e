package io.millrace.console.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.console.services.Answer;
import io.millrace.console.services.Service;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How a service is.
 *
 * @param state {@code up}; {@code starting}: it answers and is not ready; {@code gone}: it does not
 *     answer
 * @param note what is not ready, or why there is no answer; empty if it is up
 */
public record ServiceState(String name, String title, String address, String state, String note) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ServiceState of(Service service, URI address, Answer readiness) {
    String state = readiness.isGiven() ? "up" : readiness.isGone() ? "gone" : "starting";
    return new ServiceState(
        service.word(), service.title(), address.toString(), state, note(readiness));
  }

  private static String note(Answer readiness) {
    if (readiness.isGiven()) {
      return "";
    }
    try {
      JsonNode told = JSON.readTree(readiness.body());
      return told.has("detail") ? told.get("detail").asText() : notReady(told.path("checks"));
    } catch (IOException noJson) {
      return "answers " + readiness.status();
    }
  }

  private static String notReady(JsonNode checks) {
    return StreamSupport.stream(checks.spliterator(), false)
        .filter(check -> !check.path("status").asText().equals("UP"))
        .map(check -> "not ready: " + check.path("name").asText())
        .collect(Collectors.joining("; "));
  }
}
