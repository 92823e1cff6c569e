package io.millrace.forecast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final HttpTransport transport = HttpTransport.create();
  private FakeHook hook;

  @BeforeEach
  void start() throws IOException {
    hook = new FakeHook();
  }

  @AfterEach
  void stop() {
    hook.close();
  }

  @Test
  void aPostCarriesItsHeadersThoseOfTheEndpointAndTheBytes() {
    Endpoint to = new Endpoint(hook.uri(), Map.of("authorization", "Bearer t"), LONG);

    Answer answer =
        transport.send(new Post(to, Map.of("webhook-id", "7"), "x".getBytes(UTF_8))).join();

    assertThat(answer.status()).isEqualTo(204);
    await().until(() -> hook.heard().size() == 1); // it is noted once it was answered
    FakeHook.Heard heard = hook.heard().get(0);
    assertThat(heard.header("authorization")).isEqualTo("Bearer t");
    assertThat(heard.header("webhook-id")).isEqualTo("7");
    assertThat(heard.body()).asString().isEqualTo("x");
  }

  @Test
  void theHeaderRetryAfterComesWithTheAnswer() {
    hook.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "7");
          exchange.sendResponseHeaders(503, -1);
        });

    Answer answer = transport.send(post(hook.uri(), LONG)).join();

    assertThat(answer.retryAfter()).contains("7");
  }

  @Test
  void aRedirectIsNotFollowed() {
    hook.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Location", hook.uri() + "elsewhere");
          exchange.sendResponseHeaders(307, -1);
        });

    Answer answer = transport.send(post(hook.uri(), LONG)).join();

    assertThat(answer.status()).isEqualTo(307);
    await().until(() -> hook.heard().size() == 1);
  }

  @Test
  void whoDoesNotAnswerIsGivenUp() {
    hook.answer(exchange -> hook.awaitClose());

    assertThatThrownBy(() -> transport.send(post(hook.uri(), SHORT)).join())
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void anAnswerThatTricklesForEverIsGivenUp() {
    hook.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          trickle(exchange);
        });

    assertThatThrownBy(() -> transport.send(post(hook.uri(), SHORT)).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  /** Until the other side hangs up. */
  private static void trickle(HttpExchange exchange) throws IOException {
    OutputStream body = exchange.getResponseBody();
    while (true) {
      body.write(new byte[64 << 10]);
      body.flush();
    }
  }

  private static Post post(URI to, Duration timeout) {
    return new Post(new Endpoint(to, Map.of(), timeout), Map.of(), new byte[1]);
  }
}
