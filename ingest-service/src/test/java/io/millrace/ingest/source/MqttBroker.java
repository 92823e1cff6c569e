package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.moquette.BrokerConstants;
import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** An MQTT broker in this process, which lets in {@code me} with {@code secret} only. */
final class MqttBroker implements AutoCloseable {

  private final Server server = new Server();
  private final int port;

  /**
   * @param port 0 takes a free one
   */
  MqttBroker(Path data, int port) throws IOException {
    this(data, port, Map.of());
  }

  private MqttBroker(Path data, int port, Map<String, String> more) throws IOException {
    Files.createDirectories(data);
    Properties properties = new Properties();
    properties.setProperty(BrokerConstants.HOST_PROPERTY_NAME, "127.0.0.1");
    properties.setProperty(BrokerConstants.PORT_PROPERTY_NAME, Integer.toString(port));
    properties.setProperty(BrokerConstants.DATA_PATH_PROPERTY_NAME, data.toString());
    properties.setProperty(BrokerConstants.PERSISTENCE_ENABLED_PROPERTY_NAME, "true");
    properties.setProperty(BrokerConstants.ENABLE_TELEMETRY_NAME, "false");
    properties.setProperty(BrokerConstants.IMMEDIATE_BUFFER_FLUSH_PROPERTY_NAME, "true");
    properties.setProperty(BrokerConstants.ALLOW_ANONYMOUS_PROPERTY_NAME, "false");
    more.forEach(properties::setProperty);
    server.startServer(
        new MemoryConfig(properties),
        List.of(),
        null,
        (client, user, password) ->
            "me".equals(user) && "secret".equals(new String(password, UTF_8)),
        null);
    await().until(() -> server.getPort() > 0); // it is bound a moment later
    this.port = server.getPort();
  }

  /**
   * One that takes TLS too.
   *
   * @param keys a key store in JKS, whose password is {@code secret}
   */
  static MqttBroker withTls(Path data, Path keys) throws IOException {
    return new MqttBroker(
        data,
        0,
        Map.of(
            BrokerConstants.SSL_PORT_PROPERTY_NAME, "0",
            BrokerConstants.JKS_PATH_PROPERTY_NAME, keys.toString(),
            BrokerConstants.KEY_STORE_PASSWORD_PROPERTY_NAME, "secret",
            BrokerConstants.KEY_MANAGER_PASSWORD_PROPERTY_NAME, "secret"));
  }

  int tlsPort() {
    await().until(() -> server.getSslPort() > 0);
    return server.getSslPort();
  }

  int port() {
    return port;
  }

  boolean isConnected(String client) {
    return server.listConnectedClients().stream().anyMatch(c -> c.getClientID().equals(client));
  }

  void disconnect(String client) {
    server.disconnectClient(client);
  }

  void publish(String topic, MqttQos qos, boolean retain, String... payloads) {
    Mqtt3BlockingClient client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier("publisher")
            .serverHost("127.0.0.1")
            .serverPort(port)
            .simpleAuth()
            .username("me")
            .password("secret".getBytes(UTF_8))
            .applySimpleAuth()
            .buildBlocking();
    client.connect();
    for (String payload : payloads) {
      client
          .publishWith()
          .topic(topic)
          .qos(qos)
          .retain(retain)
          .payload(payload.getBytes(UTF_8))
          .send();
    }
    client.disconnect();
  }

  @Override
  public void close() {
    server.stopServer();
  }
}
