package io.millrace.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusMainTest
@TestProfile(RefusedStartTest.OffLoopback.class)
class RefusedStartTest {

  /** Everybody could call, and nothing says who may. */
  public static final class OffLoopback implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.host", "0.0.0.0");
    }
  }

  @Test
  void offLoopbackItDoesNotStartWithoutAuthentication(QuarkusMainLauncher launcher) {
    LaunchResult result = launcher.launch();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.getOutput() + result.getErrorOutput())
        .contains("quarkus.http.host is 0.0.0.0")
        .contains("millrace.security.keys-file")
        .contains("quarkus.oidc.auth-server-url")
        .doesNotContain("Listening on");
  }
}
