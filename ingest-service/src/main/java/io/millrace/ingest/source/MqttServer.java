package io.millrace.ingest.source;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where an MQTT broker is, and as whom to connect to it.
 *
 * @param login hidden wherever this is printed
 */
record MqttServer(URI address, String clientId, Optional<Mqtt3SimpleAuth> login) {

  private static final Set<String> PLAIN = Set.of("tcp", "mqtt");
  private static final Set<String> TLS = Set.of("ssl", "mqtts");
  private static final int PLAIN_PORT = 1_883;
  private static final int TLS_PORT = 8_883;
  private static final int KEEP_ALIVE_SECONDS = 30;

  /**
   * @throws IllegalArgumentException unless it is {@code tcp://host:port} or {@code
   *     ssl://host:port}
   */
  MqttServer {
    if (address.getUserInfo() != null) {
      throw new IllegalArgumentException("must not hold a user: there are keys for user, password");
    }
    String scheme = String.valueOf(address.getScheme());
    if (!(PLAIN.contains(scheme) || TLS.contains(scheme)) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "must be tcp://host:port or ssl://host:port, is " + address);
    }
  }

  private boolean isTls() {
    return TLS.contains(address.getScheme());
  }

  private int port() {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return isTls() ? TLS_PORT : PLAIN_PORT;
  }

  /** A client that is not connected yet. Certificates are checked as the JVM is told to. */
  Mqtt3AsyncClient client() {
    Mqtt3ClientBuilder client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(clientId)
            .serverHost(address.getHost())
            .serverPort(port());
    return (isTls() ? client.sslWithDefaultConfig() : client).buildAsync();
  }

  /** Asks for the session that the broker has kept. */
  Mqtt3Connect connect() {
    var connect = Mqtt3Connect.builder().cleanSession(false).keepAlive(KEEP_ALIVE_SECONDS);
    return login.map(connect::simpleAuth).orElse(connect).build();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
