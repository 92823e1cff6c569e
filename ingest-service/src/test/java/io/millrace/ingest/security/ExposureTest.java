package io.millrace.ingest.security;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"})
  void onLoopbackNobodyHasToBeAsked(String host) {
    assertThatNoException().isThrownBy(() -> Exposure.requireAuthentication(host, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "no-such-host.invalid"})
  void elsewhereItRefusesAndSaysWhatToDo(String host) {
    assertThatThrownBy(() -> Exposure.requireAuthentication(host, false))
        .hasMessageContaining("quarkus.http.host is " + host)
        .hasMessageContaining("millrace.security.keys-file")
        .hasMessageContaining("quarkus.oidc.auth-server-url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.0.1"})
  void withAuthenticationItMayListenAnywhere(String host) {
    assertThatNoException().isThrownBy(() -> Exposure.requireAuthentication(host, true));
  }
}
