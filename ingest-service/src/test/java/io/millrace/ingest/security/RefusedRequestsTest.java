package io.millrace.ingest.security;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a request that is refused: nobody reads it, and nobody writes it down. */
@QuarkusTest
@TestProfile(SecuredProfile.class)
class RefusedRequestsTest {

  /** The service's own; the test's client, in the same JVM, writes down what it sends. */
  private static final List<Logger> LOGGERS =
      Stream.of("io.millrace", "io.quarkus", "io.smallrye", "io.vertx", "org.jose4j")
          .map(Logger::getLogger)
          .toList();

  private static final int READ_MILLIS = 10_000;

  @TestHTTPResource URI service;

  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Handler listener =
      new Handler() {
        private final PatternFormatter formatter = new PatternFormatter("%c %X %s%e");

        @Override
        public void publish(LogRecord line) {
          log.add(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGERS.forEach(logger -> logger.addHandler(listener));
    LOGGERS.forEach(logger -> logger.setLevel(Level.FINE));
  }

  @AfterEach
  void stopListening() {
    LOGGERS.forEach(logger -> logger.removeHandler(listener));
    LOGGERS.forEach(logger -> logger.setLevel(null));
  }

  @Test
  void neitherSecretNorPayloadReachesTheLog() {
    List<Map<String, String>> credentials = AccessTest.wrong();

    for (Map<String, String> headers : credentials) {
      given()
          .headers(headers)
          .contentType("application/json")
          .body("{\"text\":\"the-payload\"}")
          .post("/events/text?note=the-query")
          .then()
          .statusCode(401);
    }

    Logger.getLogger("io.millrace.test").fine("this line is heard");
    assertThat(log).anyMatch(line -> line.contains("this line is heard"));
    assertThat(log)
        .noneMatch(line -> line.contains("the-payload") || line.contains("the-query"))
        .noneMatch(line -> credentials.stream().anyMatch(headers -> holds(line, headers)));
  }

  private static boolean holds(String line, Map<String, String> headers) {
    return headers.values().stream()
        .map(value -> value.replace("Bearer ", ""))
        .anyMatch(secret -> secret.length() > 40 && line.contains(secret.substring(12)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text:*", "series:*", "nobody"})
  void whoMayNotIsAnsweredBeforeTheBodyComes(String scope) throws IOException {
    String key = scope.equals("nobody") ? "mr_nobody" : Credentials.of(scope).text();
    String head =
        "POST /events/sensor HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 900000000\r\nX-API-Key: "
            + key
            + "\r\n\r\n[";

    String answer = sent(head);

    assertThat(answer)
        .startsWith(scope.equals("nobody") ? "HTTP/1.1 401" : "HTTP/1.1 403")
        .contains("application/problem+json")
        .endsWith("}");
  }

  /** What comes back until the service closes the connection, though nothing more is sent. */
  private String sent(String head) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(READ_MILLIS);
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
