package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker in this process, with a certificate of its own. */
class MqttTlsTest {

  private static final String TRUST = "javax.net.ssl.trustStore";

  @TempDir static Path data;

  private static MqttBroker broker;
  private static Path keys;

  @BeforeAll
  static void startBroker() throws Exception {
    keys = data.resolve("keys.jks");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mqtt",
                "-keyalg",
                "EC",
                "-dname",
                "CN=mqtt",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "JKS",
                "-keystore",
                keys.toString(),
                "-storepass",
                "secret",
                "-keypass",
                "secret")
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    broker = MqttBroker.withTls(data.resolve("data"), keys);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @AfterEach
  void trustNobody() {
    System.clearProperty(TRUST);
  }

  private static MqttSession open() throws IOException, InterruptedException {
    Map<String, String> all =
        Map.of(
            "mqtt.server", "ssl://127.0.0.1:" + broker.tlsPort(),
            "mqtt.user", "me",
            "mqtt.password", "secret",
            "mqtt.topics.a.filter", "a",
            "mqtt.topics.a.kind", "text");
    MqttConfig config = Configured.sources(all).mqtt();
    MqttRule rule = MqttRule.of(config.topics().get("a"), Keys.SOURCES);
    return MqttSession.open(new MqttPlan(config, Keys.SOURCES).server(), List.of(rule), true);
  }

  @Test
  void aCertificateThatTheJvmTrustsIsTrusted() throws Exception {
    System.setProperty(TRUST, keys.toString());

    try (MqttSession session = open()) {
      assertThat(session.receive()).isEmpty();
    }
  }

  @Test
  void anyOtherIsRefused() {
    assertThatThrownBy(MqttTlsTest::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("certification path");
  }
}
