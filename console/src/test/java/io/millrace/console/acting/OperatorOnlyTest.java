package io.millrace.console.acting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console without a key of the operator lets nobody act, whatever they send. */
class OperatorOnlyTest {

  private final OperatorOnly filter = new OperatorOnly(OperatorKeyTest.key(Map.of()));

  @Test
  void whoSendsNothingIsToldThatTheConsoleIsReadOnly() {
    assertReadOnly(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bearer null", "Bearer 0123456789abcdef"})
  void whoSendsAKeyIsToldSoToo(String authorization) {
    assertReadOnly(Map.of("Authorization", authorization, "Sec-Fetch-Site", "same-origin"));
  }

  private void assertReadOnly(Map<String, String> headers) {
    Response refusal = filtered(headers).orElseThrow();

    assertThat(refusal.getStatus()).isEqualTo(403);
    assertThat(refusal.getEntity())
        .isEqualTo(
            Map.of(
                "status",
                403,
                "detail",
                "this console is read-only: millrace.console.operator-key-file is not set"));
  }

  /** What the request is answered instead of being let through. */
  private Optional<Response> filtered(Map<String, String> headers) {
    AtomicReference<Response> aborted = new AtomicReference<>();
    filter.filter(
        (ContainerRequestContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (request, method, values) -> {
                  if (method.getName().equals("getHeaderString")) {
                    return headers.get((String) values[0]);
                  }
                  aborted.set((Response) values[0]);
                  return null;
                }));
    return Optional.ofNullable(aborted.get());
  }
}
